/* Choosing files: drop them anywhere on the field, see their names and sizes, hear at once what will not be taken. */
"use strict";

(function () {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const field = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type='file']");
  const list = form.querySelector(".chosen");
  const mostBytes = Number(form.dataset.mostBytes);
  const mostFiles = Number(form.dataset.mostFiles);

  form.querySelector(".drop-hint").hidden = false;

  function size(bytes) {
    if (bytes < 1048576) return Math.max(1, Math.round(bytes / 1024)) + " KB";
    const text = (bytes / 1048576).toFixed(1);
    return (document.documentElement.lang === "vi" ? text.replace(".", ",") : text) + " MB";
  }

  function wrong(file) {
    return file.size > mostBytes ? list.dataset.tooBig : "";
  }

  function show() {
    list.replaceChildren();
    Array.from(input.files).forEach((file, index) => {
      const item = document.createElement("li");
      const name = document.createElement("span");
      const side = document.createElement("span");
      const reason = index < mostFiles ? wrong(file) : String(mostFiles) + " +";
      name.textContent = file.name;
      side.textContent = size(file.size) + (reason ? " · " + reason : "");
      side.className = reason ? "is-wrong" : "quiet small nowrap";
      item.append(name, side);
      list.append(item);
    });
  }

  input.addEventListener("change", show);
  ["dragenter", "dragover"].forEach((name) =>
    field.addEventListener(name, (event) => {
      event.preventDefault();
      field.classList.add("is-over");
    }),
  );
  ["dragleave", "drop"].forEach((name) => field.addEventListener(name, () => field.classList.remove("is-over")));
  field.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    show();
  });

  // A second press while the bytes are on their way would send them twice.
  form.addEventListener("submit", (event) => {
    const button = form.querySelector("button[type='submit']");
    if (button.disabled) event.preventDefault();
    button.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    form.querySelector("button[type='submit']").disabled = false;
  });
})();
