/* Keys of dossiers: J the next unit, K the one before. On the list they walk the links, Enter opens one (a link
   does that by itself); on one dossier they go to the one beside it. Without it there are links as ever. */
"use strict";

(function () {
  const links = Array.from(document.querySelectorAll("[data-dossiers] tbody th a"));

  function typing(target) {
    return target.matches("textarea, select, input");
  }

  document.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const beside = document.querySelector(`[data-key="${event.key.toLowerCase()}"]`);
    if (beside) {
      event.preventDefault();
      beside.click();
      return;
    }
    const row = event.target.closest ? event.target.closest("tr") : null;
    const here = links.findIndex((link) => row && row.contains(link));
    const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
    const link = links[Math.min(Math.max(next, 0), links.length - 1)];
    if (!link) return;
    event.preventDefault();
    link.focus();
    link.scrollIntoView({ block: "nearest" });
  });
})();
