/* Notes on a bad line. What is typed stands in localStorage at once, text and pictures in IndexedDB a moment
   later, both under the account; what is ready is sent while a page of this room is open, at its next visit
   too. No service worker. Without this script the form is sent by its button. */
"use strict";

(function () {
  const box = document.getElementById("kept-notes");
  if (!box) return;
  const texts = JSON.parse(document.getElementById("texts-progress").textContent);
  const mark = "thidua-unsent:" + box.dataset.account + ":";
  const PATIENCE = 180000;
  const AGAIN = 30000;
  const REFUSED = [400, 404, 409, 413, 415, 422];
  let store = null;
  let waiting = 0;
  try {
    store = window.idbKeyval.createStore("thidua-unsent", "notes");
  } catch (error) {
    // a browser that keeps no files: text is kept all the same
  }

  function clock(at) {
    const day = new Date(at);
    return String(day.getHours()).padStart(2, "0") + ":" + String(day.getMinutes()).padStart(2, "0");
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  function ids() {
    const found = [];
    try {
      for (let at = 0; at < localStorage.length; at += 1) {
        const key = localStorage.key(at);
        if (key.startsWith(mark)) found.push(key.slice(mark.length));
      }
    } catch (error) {
      return [];
    }
    return found;
  }

  function read(id) {
    try {
      return JSON.parse(localStorage.getItem(mark + id) || "null");
    } catch (error) {
      return null;
    }
  }

  // At once and without waiting: what is typed survives a page that is closed in the same second.
  function keepText(note) {
    const files = note.files.map((file) => ({ name: file.name, caption: file.caption }));
    try {
      localStorage.setItem(mark + note.id, JSON.stringify({ ...note, files }));
      return true;
    } catch (error) {
      return false;
    }
  }

  async function keepWhole(note) {
    if (!store) return false;
    try {
      await window.idbKeyval.update(mark + note.id, () => ({ at: note.at, files: note.files }), store);
      return true;
    } catch (error) {
      return false;
    }
  }

  async function filesOf(id) {
    try {
      const whole = store && (await window.idbKeyval.get(mark + id, store));
      return whole ? whole.files : [];
    } catch (error) {
      return [];
    }
  }

  async function drop(id) {
    try {
      localStorage.removeItem(mark + id);
      if (store) await window.idbKeyval.del(mark + id, store);
    } catch (error) {
      // nothing was there
    }
  }

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
    let answer = null;
    try {
      answer = await fetch(note.address, {
        method: "POST",
        body,
        redirect: "manual",
        credentials: "same-origin",
        headers: { "X-Kept-Note": "1" },
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch (error) {
      return "later";
    }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return "sign-in";
    if (answer.ok) {
      const stored = read(note.id);
      if (stored && stored.at === note.at) await drop(note.id);
      return "sent";
    }
    if (!REFUSED.includes(answer.status)) return "later";
    let reason = texts.refused;
    try {
      reason = (await answer.json()).reason || reason;
    } catch (error) {
      // a page of the server's own, not of ours
    }
    return refuse(note, reason);
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
    if (navigator.locks) await navigator.locks.request("thidua-unsent", work);
    else await work();
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
