/* What is typed about a remedy stays on this machine, under the account, until the server has it: it comes back
   when the page is opened again, after the line or the session broke. Each form says how it is called here and
   how far the server is (`data-kept`, `data-revision`); a page that only shows that says it too, so that what
   was saved is dropped. Files are not kept. Without this script the forms are sent by their buttons. */
"use strict";

(function () {
  const first = document.querySelector("[data-kept]");
  if (!first || !window.unsent) return;
  const texts = JSON.parse(document.getElementById("texts-remedies_kept").textContent);
  const box = window.unsent.open(first.dataset.account, (id) => id.startsWith("remedy:"));
  const TYPED = "textarea, select, input[type=text], input[type=search], input[type=number], input:not([type])";

  function nameOf(part) {
    return "remedy:" + part.dataset.kept;
  }

  function fieldsOf(form) {
    return Array.from(form.querySelectorAll(TYPED)).filter((one) => one.name);
  }

  function valueAtFirst(field) {
    if (field.tagName !== "SELECT") return field.defaultValue;
    const chosen = Array.from(field.options).find((one) => one.defaultSelected);
    return chosen ? chosen.value : field.options.length ? field.options[0].value : "";
  }

  // A form that came back refused shows what was typed: the server has none of it.
  function changed(form) {
    return "refused" in form.dataset || fieldsOf(form).some((field) => field.value !== valueAtFirst(field));
  }

  function keep(form, sent) {
    if (!changed(form)) {
      box.drop(nameOf(form));
      return;
    }
    const values = {};
    fieldsOf(form).forEach((field) => {
      values[field.name] = field.value;
    });
    const bases = form.elements.bases ? form.elements.bases.value : "";
    box.keepText({ id: nameOf(form), at: Date.now(), was: form.dataset.revision, bases, values, sent });
  }

  function putBack(form, entry) {
    fieldsOf(form).forEach((field) => {
      if (field.name in entry.values) field.value = entry.values[field.name];
    });
    if (entry.bases && form.elements.bases) form.elements.bases.value = entry.bases;
  }

  function tell(form, entry) {
    const note = document.createElement("p");
    const words = document.createElement("span");
    const button = document.createElement("button");
    note.className = "note rm-kept";
    note.setAttribute("role", "status");
    words.textContent = window.unsent.fill(texts.cameBack, { time: window.unsent.clock(entry.at) }) + " ";
    button.type = "button";
    button.className = "button is-small";
    button.textContent = texts.dropIt;
    button.addEventListener("click", async () => {
      await box.drop(entry.id);
      location.reload();
    });
    note.append(words, button);
    form.prepend(note);
  }

  function open(part) {
    const entry = box.read(nameOf(part));
    if (entry && "refused" in part.dataset) box.keepText({ ...entry, sent: false });
    else if (entry && entry.sent && entry.was !== part.dataset.revision) box.drop(entry.id);
    else if (entry && part.tagName === "FORM") {
      putBack(part, entry);
      if (changed(part)) tell(part, entry);
      else box.drop(entry.id);
    }
    if (part.tagName !== "FORM") return;
    part.addEventListener("input", () => keep(part, false));
    part.addEventListener("submit", () => keep(part, true));
  }

  document.querySelectorAll("[data-kept]").forEach(open);
})();
