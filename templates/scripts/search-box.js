// Shows the boxes that lead to the search page: without scripts nothing there would answer.
"use strict";
for (const form of document.querySelectorAll(".search-box")) form.hidden = false;
