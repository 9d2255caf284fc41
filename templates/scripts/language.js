// Remembers the language that a reader chose, on this device only, and opens the entrance in it.
(() => {
  const key = "riweb-language";
  let store;
  try { store = window.localStorage; } catch { return; }
  if (!store) return;
  for (const link of document.querySelectorAll(".languages a, [data-entrance]")) {
    link.addEventListener("click", () => {
      try { store.setItem(key, link.lang || link.dataset.entrance); } catch { /* full or closed */ }
    });
  }
  const chosen = store.getItem(key);
  const door = chosen && document.querySelector(`[data-entrance="${CSS.escape(chosen)}"]`);
  // The entrance can still be reached from a page of the site itself.
  if (door && !document.referrer.startsWith(location.origin)) location.replace(door.href);
})();
