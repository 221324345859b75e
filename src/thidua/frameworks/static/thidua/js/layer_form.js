/* Leaving a half-written layer asks first; after a refusal the list of faults takes the focus. */
"use strict";

(function () {
  const form = document.querySelector("form.layer-form");
  const faults = document.getElementById("errors");
  let changed = Boolean(faults);

  if (faults) faults.focus();
  if (!form) return;
  form.addEventListener("input", () => {
    changed = true;
  });
  form.addEventListener("submit", () => {
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
})();
