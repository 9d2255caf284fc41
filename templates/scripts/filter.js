// Filters the rows of the page by the choices in its form, and says how many are left.
// Without this script the whole table is shown.
"use strict";
for (const form of document.querySelectorAll("[data-filters]")) {
  const count = form.querySelector("[data-count]");
  const scope = form.closest("main");
  const rows = [...scope.querySelectorAll("[data-filter-row]")];
  const apply = () => {
    const choices = [...form.querySelectorAll("select")].filter((field) => field.value);
    let shown = 0;
    for (const row of rows) {
      const fits = choices.every((field) =>
        (row.dataset[field.name] || "").split(" ").includes(field.value));
      row.hidden = !fits;
      shown += fits;
    }
    for (const group of scope.querySelectorAll("[data-filter-group]")) {
      group.hidden = !group.querySelector("[data-filter-row]:not([hidden])");
    }
    const text = shown ? count.dataset.some : count.dataset.none;
    count.textContent = text.replace("{shown}", shown).replace("{all}", rows.length);
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}
