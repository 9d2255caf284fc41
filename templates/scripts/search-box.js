// Shows the box that leads to the search page: without scripts nothing there would answer.
// On a wide screen it puts one at the top of every page, with its styles, in place of the link.
"use strict";
for (const form of document.querySelectorAll(".search-box")) form.hidden = false;
(() => {
  const link = document.querySelector("[data-box]");
  if (!link || !window.matchMedia("(min-width: 76rem)").matches) return;
  const form = document.createElement("form");
  form.className = "search-box search-top";
  form.setAttribute("role", "search");
  form.action = link.href;
  const label = document.createElement("label");
  label.className = "unseen";
  label.htmlFor = "search-top";
  label.textContent = link.dataset.box;
  const row = document.createElement("div");
  row.className = "ask-for";
  const field = document.createElement("input");
  Object.assign(field, { type: "search", id: "search-top", name: "q", maxLength: 100 });
  const button = document.createElement("button");
  button.textContent = link.textContent;
  row.append(field, button);
  form.append(label, row);
  const styles = document.createElement("link");
  styles.rel = "stylesheet";
  styles.href = document.currentScript.src.replace(/js$/, "css");
  styles.addEventListener("load", () => {
    link.closest("li").hidden = true;
    link.closest(".wrap").append(form);
  });
  document.head.append(styles);
})();
