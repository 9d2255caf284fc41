// Loads the page again when the site was built again, and reads out what is wrong.
// Only the preview adds this script.
"use strict";
const turn = new URL(document.currentScript.src).searchParams.get("turn");
const events = new EventSource(`/-preview/events?turn=${turn}`);
events.addEventListener("built", () => location.reload());

const message = document.querySelector(".preview-problems details");
if (message) {
  // Whoever has folded the message away has it folded on other pages too, until the next build.
  message.open = sessionStorage.getItem("preview-folded") !== turn;
  message.addEventListener("toggle", () => {
    sessionStorage.setItem("preview-folded", message.open ? "" : turn);
  });
  // Screen readers read out a change, not what is there when a page opens.
  const first = message.querySelector("pre").textContent.split("\n\n")[0];
  const words = `${message.querySelector("summary").textContent} ${first}`;
  const say = () => setTimeout(() => {
    if (message.open) document.querySelector(".preview-problems [role=alert]").textContent = words;
  }, 300);
  if (document.readyState === "complete") say();
  else addEventListener("load", say);
}
