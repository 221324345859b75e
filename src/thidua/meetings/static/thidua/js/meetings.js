/* Keeping a meeting: Ctrl+Enter notes what is typed; what is typed stays on this machine until the meeting has it,
   under the key of its form, so that a bad line may send it twice; a page that is followed does not take away a
   form that somebody has opened. */
"use strict";

(function () {
  const form = document.querySelector("[data-meeting-form]");
  const text = form && form.querySelector("[data-meeting-text]");

  function keeping() {
    const key = form.elements.sent_key;
    if (!key || !window.unsent) return;
    const box = window.unsent.open(form.dataset.account, (id) => id.startsWith("meeting:"));
    const id = "meeting:" + location.pathname;
    const entry = box.read(id);
    if (entry && form.dataset.sent.split(" ").includes(entry.key)) box.drop(id);
    else if (entry && entry.text && !text.value) {
      text.value = entry.text;
      key.value = entry.key;
    }
    text.addEventListener("input", () => {
      if (text.value.trim()) box.keepText({ id, at: Date.now(), key: key.value, text: text.value });
      else box.drop(id);
    });
  }

  if (form && text) {
    keeping();
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      form.requestSubmit();
    });
  }

  document.addEventListener("htmx:before:request", (event) => {
    const asking = event.target.closest ? event.target.closest("#mine") : null;
    if (asking && asking.querySelector("details[open]")) event.preventDefault();
  });
})();
