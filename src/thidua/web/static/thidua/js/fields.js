/* What is missing or wrong in a field stands beside it, in the language of the page; a file is chosen with our own words.
   Without scripts the browser says it in its own way, and the server again. */
"use strict";

(function () {
  const TEXTS = JSON.parse(document.getElementById("texts-fields").textContent);
  let first = null;
  let numbered = 0;

  function named(field) {
    if (!field.id) field.id = "field-" + String(++numbered);
    return field.id;
  }

  function emptyText(field) {
    if (field.type === "file") return TEXTS.noFile;
    if (field.type === "checkbox") return TEXTS.notTicked;
    if (field.type === "radio" || field.tagName === "SELECT") return TEXTS.notChosen;
    return TEXTS.empty;
  }

  function textOf(field) {
    const state = field.validity;
    if (state.customError) return field.validationMessage;
    if (state.valueMissing) return emptyText(field);
    if (state.badInput) return TEXTS.notANumber;
    if (state.rangeUnderflow) return TEXTS.tooSmall.replace("{least}", field.min);
    if (state.rangeOverflow) return TEXTS.tooLarge.replace("{most}", field.max);
    if (state.tooShort) return TEXTS.tooShort.replace("{least}", String(field.minLength));
    if (state.tooLong) return TEXTS.tooLong.replace("{most}", String(field.maxLength));
    if (state.typeMismatch && field.type === "email") return TEXTS.notAnAddress;
    const wanted = field.title || field.placeholder;
    return wanted ? TEXTS.notLike.replace("{wanted}", wanted) : TEXTS.notThisForm;
  }

  function noteOf(field) {
    return document.getElementById(named(field) + "-fault");
  }

  function clear(field) {
    const note = noteOf(field);
    if (!note) return;
    note.remove();
    field.removeAttribute("aria-invalid");
    field.setAttribute("aria-describedby", field.dataset.describedBefore || "");
    if (!field.getAttribute("aria-describedby")) field.removeAttribute("aria-describedby");
  }

  function tell(field) {
    clear(field);
    const note = document.createElement("div");
    note.id = named(field) + "-fault";
    note.className = "field-errors";
    note.textContent = textOf(field);
    field.dataset.describedBefore = field.getAttribute("aria-describedby") || "";
    field.setAttribute("aria-describedby", (note.id + " " + field.dataset.describedBefore).trim());
    field.setAttribute("aria-invalid", "true");
    const label = field.closest("label");
    const after = field.type === "file" ? field.nextElementSibling || field : field;
    (label || after).insertAdjacentElement("afterend", note);
  }

  // The browser would show its own bubble, in its own language, at the first of them.
  document.addEventListener(
    "invalid",
    (event) => {
      const field = event.target;
      if (!field.validity || field.type === "hidden") return;
      event.preventDefault();
      tell(field);
      if (first) return;
      first = field;
      setTimeout(() => {
        first.focus();
        first.scrollIntoView({ block: "nearest" });
        first = null;
      });
    },
    true,
  );

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.validity && noteOf(field)) {
      if (field.validity.valid) clear(field);
      else noteOf(field).textContent = textOf(field);
    }
  });
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.validity && field.validity.valid && field.id) clear(field);
    if (field.type === "file") showChosen(field);
  });

  function showChosen(field) {
    const words = field.parentElement.querySelector(".file-words[data-of='" + field.id + "']");
    if (!words) return;
    const names = Array.from(field.files, (file) => file.name);
    words.textContent = names.length ? names.join(", ") : TEXTS.noneChosen;
  }

  function ownWords(field) {
    const picker = document.createElement("label");
    const words = document.createElement("span");
    named(field);
    picker.className = "button is-small file-button";
    picker.htmlFor = field.id;
    picker.textContent = field.multiple ? TEXTS.chooseFiles : TEXTS.chooseFile;
    words.className = "file-words quiet";
    words.dataset.of = field.id;
    words.textContent = TEXTS.noneChosen;
    field.classList.add("file-native");
    const row = document.createElement("span");
    row.className = "file-row";
    row.append(picker, words);
    field.insertAdjacentElement("afterend", row);
  }

  document.querySelectorAll("input[type='file']:not([data-own-words])").forEach(ownWords);
})();
