/* J and K walk the results that wait; the rest is links and buttons. */
"use strict";

(function () {
  const rows = Array.from(document.querySelectorAll("[data-waiting]"));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (!step || !rows.length) return;
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    next.querySelector("a").focus();
  });
})();
