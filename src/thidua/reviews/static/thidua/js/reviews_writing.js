/* Writing a review: kept on this machine at once, sent a moment later or when the line is back, on every page of
   this form. A fact is brought in where the writer stands. Without this script the form is sent by its buttons. */
"use strict";

(function () {
  const form = document.getElementById("section-form");
  if (!form) return;
  const texts = JSON.parse(document.getElementById("texts-reviews_writing").textContent);
  const { alone, clock, fill } = window.unsent;
  const { kept, send } = window.keptSections;
  const text = form.elements.text;
  const PAUSE = 900;
  const AGAIN = 30000;
  let timer = 0;
  let leaving = false;

  const here = {
    id: form.dataset.entry,
    address: location.pathname,
    of: form.dataset.of,
    title: form.dataset.title,
    at: 0,
    text: text.value,
    revision: form.elements.revision.value,
  };

  function say(words) {
    document.querySelectorAll("[data-saved]").forEach((line) => {
      line.textContent = fill(words, { time: clock(here.at || Date.now()) });
    });
  }

  function keep() {
    here.at = Date.now();
    here.text = text.value;
    here.revision = form.elements.revision.value;
    if (kept.keepText(here)) say(navigator.onLine ? texts.kept : texts.keptOffline);
  }

  function show(parts) {
    Object.entries(parts || {}).forEach(([id, html]) => {
      const old = document.getElementById(id);
      if (!old) return;
      const fresh = new DOMParser().parseFromString(html, "text/html").body;
      const focused = old.contains(document.activeElement);
      old.replaceChildren(...fresh.childNodes);
      if (focused) text.focus({ preventScroll: true });
    });
  }

  // What the server has of this heading is what stands here; what was typed meanwhile waits its turn.
  function taken(said, sentAt) {
    form.elements.revision.value = said.revision;
    if (here.at === sentAt) {
      kept.drop(here.id);
      document.querySelectorAll("[data-saved]").forEach((line) => {
        line.textContent = said.saved;
      });
    } else {
      keep();
      later(PAUSE);
    }
    show(said.parts);
  }

  function refused(reason) {
    complain(reason);
    say(texts.notSaved);
  }

  function complain(reason) {
    const part = document.getElementById("section-reason");
    const line = document.createElement("p");
    const both = document.createElement("button");
    line.textContent = reason;
    both.type = "submit";
    both.className = "button is-small";
    both.setAttribute("form", form.id);
    both.textContent = texts.compare;
    part.replaceChildren(line, both);
    part.hidden = false;
  }

  async function save() {
    const sentAt = here.at;
    let result = null;
    await alone(async () => {
      result = await send(here, { act: "save" });
    });
    if (result.became === "sent") taken(result.said, sentAt);
    else if (result.became === "refused") refused(result.said.reason || texts.notSaved);
    else if (result.became === "sign-in") ended();
    else {
      say(texts.keptOffline);
      later(AGAIN);
    }
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  function ended() {
    say(texts.kept);
    const part = document.getElementById("section-reason");
    const line = document.createElement("p");
    const link = document.createElement("a");
    line.textContent = texts.ended;
    link.className = "button is-small";
    link.href = "/tai-khoan/login/?next=" + encodeURIComponent(location.pathname);
    link.textContent = texts.signIn;
    part.replaceChildren(line, link);
    part.hidden = false;
  }

  text.addEventListener("input", () => {
    keep();
    later(PAUSE);
  });

  // Its own heading; the others are sent by reviews_kept.js.
  function again() {
    if (kept.read(here.id)) later(0);
  }

  // A fact is put in where the writer stands.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[name='cite']");
    if (!button) return;
    event.preventDefault();
    keep();
    clearTimeout(timer);
    const sentAt = here.at;
    const more = { cite: button.value, caret: String(caret) };
    if (document.querySelector("[data-all-facts]")) more.all = "1";
    button.disabled = true;
    const result = await send(here, more);
    button.disabled = false;
    if (result.became === "refused") refused(result.said.reason || texts.notSaved);
    else if (result.became === "sign-in") ended();
    else if (result.became === "later") say(texts.noLine);
    else put(result.said, sentAt);
  });

  function put(said, sentAt) {
    if (here.at === sentAt) text.value = said.text;
    taken(said, sentAt);
    if (location.hash) location.hash = "viet";
    text.focus();
    text.setSelectionRange(said.caret, said.caret);
    caret = said.caret;
    grow();
  }

  let caret = text.value.length;
  ["keyup", "click", "select", "blur"].forEach((kind) => text.addEventListener(kind, () => {
    caret = text.selectionStart;
    form.elements.caret.value = String(caret);
  }));

  // As high as its words.
  function grow() {
    if (CSS.supports("field-sizing", "content")) return;
    text.rows = Math.max(8, text.value.split("\n").reduce((all, line) => all + 1 + Math.floor(line.length / 62), 1));
  }
  text.addEventListener("input", grow);
  grow();

  // What was typed here before and never arrived.
  const before = kept.read(here.id);
  if (before && before.text !== text.value) {
    text.value = before.text;
    form.elements.revision.value = before.revision;
    here.at = before.at;
    here.text = before.text;
    here.revision = before.revision;
    say(navigator.onLine ? texts.kept : texts.keptOffline);
    grow();
  } else if (before) {
    kept.drop(here.id);
  }

  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
    // The plain form carries the text: what is kept here goes once the next page has it.
    keep();
  });
  window.addEventListener("online", again);
  window.addEventListener("offline", () => here.at && say(texts.keptOffline));
  document.addEventListener("visibilitychange", () => {
    if (!leaving && document.visibilityState === "visible") again();
  });
  again();
})();
