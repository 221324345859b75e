/* Notes on a bad line. What is typed stands in localStorage at once, text and pictures in IndexedDB a moment
   later, both under the account; what is ready is sent while a page of this room is open, at its next visit
   too. No service worker. Without this script the form is sent by its button. */
"use strict";

(function () {
  const box = document.getElementById("kept-notes");
  if (!box) return;
  const texts = JSON.parse(document.getElementById("texts-progress").textContent);
  const { clock, fill } = window.unsent;
  const kept = window.unsent.open(box.dataset.account, (id) => !id.includes(":"));
  const { drop, filesOf, ids, keepText, keepWhole, read } = kept;
  const AGAIN = 30000;
  let waiting = 0;

  async function bodyOf(note) {
    const data = new FormData();
    note.fields.forEach(([name, value]) => data.append(name, value));
    data.set("csrfmiddlewaretoken", box.dataset.token);
    const files = note.files.length ? await filesOf(note.id) : [];
    files.forEach((file) => {
      data.append("papers", file.blob, file.name);
      data.append("captions", file.caption || "");
    });
    return files.length === note.files.length ? data : null;
  }

  // What became of one note: "sent", "refused", "sign-in" or "later".
  async function send(note) {
    const body = await bodyOf(note);
    if (!body) return refuse(note, texts.filesLost);
    const { became, said } = await window.unsent.post(note.address, body, "X-Kept-Note");
    if (became === "sent") {
      const stored = read(note.id);
      if (stored && stored.at === note.at) await drop(note.id);
    }
    return became === "refused" ? refuse(note, said.reason || texts.refused) : became;
  }

  function refuse(note, reason) {
    keepText({ ...note, state: "refused", reason });
    return "refused";
  }

  // Everything that is ready, one after the other; of several pages one sends.
  async function flush() {
    const results = {};
    const work = async () => {
      for (const id of ids()) {
        const note = read(id);
        if (note && note.state === "ready") results[id] = await send(note);
      }
    };
    await window.unsent.alone(work);
    const became = Object.values(results);
    show(became.includes("sign-in"));
    document.dispatchEvent(new CustomEvent("kept-notes", { detail: results }));
    clearTimeout(waiting);
    if (became.includes("later")) waiting = setTimeout(flush, AGAIN);
    if (became.includes("sent") && !document.getElementById("note-form")) location.reload();
    return results;
  }

  function paragraph(words) {
    const line = document.createElement("p");
    line.textContent = words;
    return line;
  }

  function link(href, words) {
    const anchor = document.createElement("a");
    anchor.className = "button is-small";
    anchor.href = href;
    anchor.textContent = words;
    return anchor;
  }

  function told(note) {
    const part = document.createElement("div");
    const row = document.createElement("p");
    row.className = "button-row gap-top";
    const values = { task: note.title, time: clock(note.at), reason: note.reason || "" };
    const words = { ready: texts.waits, refused: texts.wasRefused, typing: texts.unfinished };
    part.className = "kept";
    part.append(paragraph(fill(words[note.state] || texts.unfinished, values)), row);
    if (note.state !== "ready") row.append(link(note.address, texts.open));
    if (note.state === "refused") {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button is-small";
      button.textContent = texts.dropIt;
      button.addEventListener("click", async () => {
        await drop(note.id);
        show(false);
      });
      row.append(button);
    }
    return part;
  }

  function here(note) {
    return note.state !== "ready" && note.address === location.pathname + location.search;
  }

  function show(signIn) {
    const notes = ids().map(read).filter((note) => note && !here(note));
    box.replaceChildren(...notes.map(told));
    if (signIn) {
      const part = document.createElement("div");
      const row = document.createElement("p");
      row.className = "button-row gap-top";
      const next = encodeURIComponent(location.pathname + location.search);
      row.append(link("/tai-khoan/login/?next=" + next, texts.signIn));
      part.className = "kept";
      part.append(paragraph(texts.ended), row);
      box.prepend(part);
    }
    box.hidden = !box.childElementCount;
  }

  window.keptNotes = { clock, drop, fill, filesOf, flush, ids, keepText, keepWhole, read, show, texts };
  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") flush();
  });
  show(false);
  flush();
})();
