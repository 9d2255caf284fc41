// Loads the page again when the site was built again. Only the preview adds this script.
"use strict";
const turn = new URL(document.currentScript.src).searchParams.get("turn");
const events = new EventSource(`/-preview/events?turn=${turn}`);
events.addEventListener("built", () => location.reload());
