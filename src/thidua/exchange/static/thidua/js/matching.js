/* The mapping step: counts what is answered as it is answered, and says when the file has to be read again.
   The form may come in while the page watches a check, so the page listens, not the form. */
"use strict";

(function () {
  function partAnswered(part) {
    const list = part.querySelector("select");
    if (list) return list.value !== "";
    const other = part.querySelector("input:not([type='radio'])");
    return Boolean(part.querySelector("input[type='radio']:checked")) || Boolean(other && other.value.trim());
  }

  function count(form) {
    const go = form.querySelector("[data-go]");
    const questions = Array.from(form.querySelectorAll("[data-question]"));
    const done = questions.filter((question) =>
      Array.from(question.querySelectorAll("[data-part]")).every(partAnswered)
    ).length;
    const open = questions.length - done;
    const changed = Boolean(form.querySelector("[data-changed]"));
    const answered = form.querySelector("[data-answered] strong");
    if (answered) answered.textContent = String(done);
    const leftWords = open === 1 ? form.dataset.lastWords : form.dataset.leftWords;
    const words = changed ? form.dataset.changedWords : open ? leftWords : form.dataset.doneWords;
    form.querySelector("[data-left]").textContent = words.replace("{n}", String(open));
    go.disabled = open > 0 || changed;
  }

  function oneAnswer(input) {
    const part = input.closest("[data-part]");
    if (!part) return;
    if (input.type === "radio") {
      const written = part.querySelector("input:not([type='radio'])");
      if (written) written.value = "";
    } else if (input.matches("input") && input.value.trim()) {
      part.querySelectorAll("input[type='radio']").forEach((radio) => {
        radio.checked = false;
      });
    }
  }

  function formOf(target) {
    return target.closest ? target.closest("form[data-matching]") : null;
  }

  document.addEventListener(
    "change",
    function (event) {
      const form = formOf(event.target);
      if (!form) return;
      oneAnswer(event.target);
      if ("reread" in event.target.dataset) {
        event.target.dataset.changed = "";
        event.target.parentElement.classList.add("is-changed");
        const word = event.target.parentElement.querySelector("[data-word]");
        if (word) word.textContent = event.target.selectedOptions[0].textContent;
      }
      count(form);
    },
    true
  );
  document.addEventListener("input", function (event) {
    const form = formOf(event.target);
    if (form) count(form);
  });
  function countAll() {
    document.querySelectorAll("form[data-matching]").forEach(count);
  }
  document.addEventListener("htmx:after:swap", countAll);
  countAll();
})();
