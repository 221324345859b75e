/* Keys of the page of missing facts: 1 to 4 choose, Enter goes to the next empty field, Ctrl+Z takes
   the last entry back. Without it every field has its own button. */
"use strict";

(function () {
  const page = document.querySelector(".fill");
  if (!page) return;
  const texts = JSON.parse(document.getElementById("texts-filling").textContent);
  const done = [];
  let focus = null;

  function fields() {
    return Array.from(page.querySelectorAll("form.fill-field")).filter((field) => control(field));
  }

  function control(field) {
    const found = field.querySelector(".fill-seg button, [data-saves]");
    return found && found.offsetParent !== null ? found : null;
  }

  function next(key) {
    const all = fields();
    const at = all.findIndex((field) => field.id === key);
    const rest = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))];
    return rest.find((field) => field.classList.contains("is-missing")) || null;
  }

  function go(field) {
    const found = field && control(field);
    if (found) found.focus();
  }

  // What was entered last is known here, so that it can be taken back.
  page.addEventListener("submit", (event) => {
    const field = event.target.closest("form.fill-field");
    if (!field) return;
    const sender = event.submitter;
    const box = field.querySelector("[data-saves]");
    const value = sender && sender.name === "value" ? sender.value : box ? box.value : "";
    if (focus && focus.undone) return;
    focus = { key: field.id, empty: field.classList.contains("is-missing") };
    done.push({ key: field.id, was: field.dataset.was, value });
  });

  page.addEventListener("change", (event) => {
    const box = event.target.closest("[data-saves]");
    if (box && box.value !== "") box.form.requestSubmit();
  });

  page.addEventListener("keydown", (event) => {
    const field = event.target.closest("form.fill-field");
    if (!field) return;
    if (event.key === "Enter" && !event.target.matches("button")) {
      event.preventDefault();
      const box = field.querySelector("[data-saves]");
      if (box && box.value !== "" && box.value !== box.defaultValue) box.blur();
      else go(next(field.id));
    } else if (event.key === "Enter" && event.target.matches(".fill-seg button") && event.ctrlKey === false) {
      if (event.target.getAttribute("aria-pressed") === "true") {
        event.preventDefault();
        go(next(field.id));
      }
    } else if (/^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const button = field.querySelectorAll(".fill-seg button")[Number(event.key) - 1];
      if (button) {
        event.preventDefault();
        button.click();
      }
    }
  });

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return;
    if (event.target.matches("input, textarea") && event.target.value !== event.target.defaultValue) return;
    const last = done.pop();
    const field = last && document.getElementById(last.key);
    if (!field) return;
    event.preventDefault();
    takeBack(field, last);
  });

  function takeBack(field, last) {
    const values = { undo: "on", value: last.was };
    field.querySelectorAll("[name='value']").forEach((one) => one.setAttribute("disabled", ""));
    Object.entries(values).forEach(([name, value]) => {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      field.append(input);
    });
    focus = { key: field.id, empty: false, undone: true };
    field.requestSubmit();
  }

  // The row is drawn anew: on to the next empty field, or back to the one that was taken back.
  document.addEventListener("htmx:after:swap", () => {
    if (!focus) return;
    const field = document.getElementById(focus.key);
    const refused = field && field.querySelector(".fill-error");
    if (refused) {
      done.pop();
      go(field);
    } else {
      const waiting = next(focus.key);
      go(focus.undone || !focus.empty || !waiting ? field : waiting);
    }
    focus = null;
  });

  document.addEventListener("htmx:error", () => {
    done.pop();
    focus = null;
    document.querySelector("#fill-totals [role='status']").textContent = texts.lost;
  });
})();
