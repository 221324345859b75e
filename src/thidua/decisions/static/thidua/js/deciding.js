/* A draft saves itself while it is written (htmx); this says so, and asks before a page with unsaved words is left. */
"use strict";

(function () {
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  let unsaved = false;

  function say(which) {
    const line = document.getElementById("saved");
    if (line && line.dataset[which]) line.textContent = line.dataset[which];
  }

  function from(event) {
    const context = event.detail && event.detail.ctx;
    return Boolean(context && context.sourceElement === form);
  }

  form.addEventListener("input", () => {
    unsaved = true;
  });
  document.addEventListener("htmx:before:request", (event) => {
    if (!from(event)) return;
    unsaved = false;
    say("saving");
  });
  for (const failure of ["htmx:error", "htmx:response:error"]) {
    document.addEventListener(failure, (event) => {
      if (!from(event)) return;
      unsaved = true;
      say("failed");
    });
  }
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
})();
