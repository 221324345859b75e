/* Keys of reading a registration: J K the next unit and the one before, ↑ ↓ the clarities, N accepts,
   T returns and waits for the reason, Ctrl+Enter answers. What is prepared is kept in this browser
   until it is sent. Without it the page is a plain form. */
"use strict";

(function () {
  const form = document.getElementById("answer");
  const texts = JSON.parse(document.getElementById("texts-reading").textContent);
  const clauses = form ? Array.from(form.querySelectorAll("[data-clause]")) : [];

  const here = document.querySelector(".units-list .is-here");
  if (here) here.parentElement.scrollTop = here.offsetTop - here.parentElement.clientHeight / 3;

  function choice(clause, value) {
    return clause.querySelector(`input[type="radio"][value="${value}"]`);
  }

  function at() {
    return clauses.findIndex((clause) => clause.contains(document.activeElement));
  }

  function show(index) {
    const clause = clauses[Math.min(Math.max(index, 0), clauses.length - 1)];
    if (clause) {
      clause.focus();
      clause.scrollIntoView({ block: "nearest" });
    }
  }

  function go(step) {
    const here = at();
    show(here < 0 ? (step > 0 ? 0 : clauses.length - 1) : here + step);
  }

  function choose(value) {
    const here = Math.max(at(), 0);
    const clause = clauses[here];
    if (!clause) return;
    choice(clause, value).checked = true;
    choice(clause, value).dispatchEvent(new Event("change", { bubbles: true }));
    if (value === "return") clause.querySelector("textarea").focus();
    else show(here + 1);
  }

  function count() {
    const number = (value) => clauses.filter((clause) => choice(clause, value).checked).length;
    const accepted = number("accept");
    const returned = number("return");
    const left = clauses.length - accepted - returned;
    const words = document.getElementById("answer-count");
    const short = document.getElementById("answer-short");
    if (!words || accepted + returned === 0) return;
    const fill = (text) =>
      text.replace("{accepted}", accepted).replace("{returned}", returned).replace("{left}", left);
    words.textContent = fill(left ? texts.some : texts.all);
    short.textContent = left ? "" : fill(texts.short);
  }

  function typing(target) {
    return target.matches("textarea, select, input:not([type='radio'], [type='checkbox'])");
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form && clauses.length) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[value='answer']"));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      if (event.key === "Escape" && at() >= 0) clauses[at()].focus();
      return;
    }
    const key = event.key.toLowerCase();
    const link = document.querySelector(`a[data-key="${CSS.escape(key)}"]`);
    const acts = {
      arrowdown: () => go(1),
      arrowup: () => go(-1),
      n: () => choose("accept"),
      t: () => choose("return"),
    };
    if (link) link.click();
    else if (clauses.length && acts[key]) {
      event.preventDefault();
      acts[key]();
    }
  });

  if (!form || !clauses.length) return;
  const kept = `reading:${form.dataset.seen}`;

  function keep() {
    const values = Array.from(new FormData(form)).filter(([name]) => name.startsWith("v"));
    try {
      localStorage.setItem(kept, JSON.stringify(values.filter(([name]) => name !== "versions")));
    } catch {
      return; // a browser that keeps nothing: the page still holds it
    }
  }

  function restore() {
    let values = [];
    try {
      values = JSON.parse(localStorage.getItem(kept) || "[]");
    } catch {
      return;
    }
    if (document.querySelector(".errors") || form.querySelector("[data-clause] input:checked")) return;
    values.forEach(([name, value]) => {
      form.querySelectorAll(`[name="${CSS.escape(name)}"]`).forEach((field) => {
        if (field.type === "radio" || field.type === "checkbox") field.checked ||= field.value === value;
        else field.value = value;
      });
    });
  }

  restore();
  count();
  form.addEventListener("input", keep);
  form.addEventListener("change", () => {
    keep();
    count();
  });
})();
