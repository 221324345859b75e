/* The grid by keyboard: 1 to 4 grade what is chosen, each cell is saved at once. Without it every name leads to a page
   with the same grades as a form. */
"use strict";

(function () {
  const form = document.getElementById("op-form");
  const table = document.getElementById("op-table");
  const body = document.getElementById("op-rows");
  const texts = document.getElementById("texts-opinions_grid");
  if (!form || !body || !texts) return;
  const TEXTS = JSON.parse(texts.textContent);
  const saved = document.getElementById("op-saved");
  const ask = document.getElementById("op-ask");
  const why = document.getElementById("op-why");
  const words = document.getElementById("op-ask-words");
  const reason = document.getElementById("op-reason");
  const paste = document.getElementById("op-paste");
  const left = document.getElementById("op-left");
  const GRADES = { 1: "excellent", 2: "good", 3: "average", 4: "poor" };
  const MOST_STEPS = 100;
  let here = null;
  let anchor = null;
  const asked = [];
  let ready = [];
  let queue = Promise.resolve();
  const steps = [];

  const rows = () => Array.from(body.rows);
  const cellsOf = (row) => Array.from(row.querySelectorAll("td[data-g]"));
  const rated = (cell) => !cell.querySelector(".is-none");
  const place = (cell) => [rows().indexOf(cell.parentElement), cellsOf(cell.parentElement).indexOf(cell)];
  const at = (row, column) => {
    const line = rows()[row];
    return line ? cellsOf(line)[column] || null : null;
  };
  const say = (text) => { saved.textContent = text; };

  // Where the keys work, and what is chosen: a block from the anchor to here.
  function picked() {
    if (!here) return [];
    const [r1, c1] = place(anchor && anchor.isConnected ? anchor : here);
    const [r2, c2] = place(here);
    const found = [];
    for (let r = Math.min(r1, r2); r <= Math.max(r1, r2); r += 1) {
      for (let c = Math.min(c1, c2); c <= Math.max(c1, c2); c += 1) {
        const cell = at(r, c);
        if (cell && rated(cell)) found.push(cell);
      }
    }
    return found;
  }

  function draw() {
    body.querySelectorAll(".is-picked").forEach((cell) => cell.classList.remove("is-picked"));
    body.querySelectorAll("tr.is-here").forEach((row) => row.classList.remove("is-here"));
    if (!here) return;
    here.parentElement.classList.add("is-here");
    const cells = picked();
    if (cells.length > 1) {
      cells.forEach((cell) => cell.classList.add("is-picked"));
      say(TEXTS.several.replace("{number}", cells.length));
    }
  }

  function stand(cell, extend) {
    if (!cell) return;
    if (here && here.isConnected) here.tabIndex = -1;
    here = cell;
    if (!extend) anchor = cell;
    here.tabIndex = 0;
    here.focus({ preventScroll: true });
    here.scrollIntoView({ block: "nearest", inline: "nearest" });
    draw();
  }

  function move(down, across, extend) {
    const [row, column] = place(here);
    stand(at(row + down, column + across) || here, extend);
  }

  // Rows as the server knows them take the place of those shown; the place of the keys stays.
  function put(state) {
    Object.entries(state.rows || {}).forEach(([id, html]) => {
      const old = document.getElementById("e" + id);
      if (!old) return;
      const spot = here && old.contains(here) ? place(here) : null;
      const start = anchor && old.contains(anchor) ? place(anchor) : null;
      const box = document.createElement("table");
      box.innerHTML = "<tbody>" + html + "</tbody>";
      const fresh = box.tBodies[0].rows[0];
      old.replaceWith(fresh);
      prepare(fresh);
      if (start) anchor = at(start[0], start[1]);
      if (spot) {
        here = at(spot[0], spot[1]);
        if (here) {
          here.tabIndex = 0;
          if (!ask.contains(document.activeElement)) here.focus({ preventScroll: true });
        }
      }
    });
    if (state.left) left.innerHTML = state.left;
    draw();
  }

  function letGo() {
    if (!ask.hidden && !why.hidden) asked.shift();
    ready = [];
    ask.hidden = true;
    paste.innerHTML = "";
    why.hidden = true;
    body.querySelectorAll(".is-pending").forEach((cell) => cell.classList.remove("is-pending"));
    if (asked.length) showWhy();
    else if (here && here.isConnected) here.focus({ preventScroll: true });
  }

  // Whoever grades quickly differs in several cells before the first answer: each is asked for, one after the other.
  function askWhy(text, cells) {
    asked.push({ text, cells });
    if (ask.hidden) showWhy();
  }

  function showWhy() {
    const { text, cells } = asked[0];
    words.textContent = text;
    cells.forEach(([id, criterion]) => {
      const cell = body.querySelector("#e" + id + ' td[data-c="' + criterion + '"]');
      if (cell) cell.classList.add("is-pending");
    });
    paste.innerHTML = "";
    why.hidden = false;
    ask.hidden = false;
    reason.value = "";
    reason.focus({ preventScroll: true });
  }

  // One request after the other, in the order of the keys.
  function send(cells, options) {
    if (!cells.length) return queue;
    say(TEXTS.saving);
    queue = queue.then(() => post(cells, options || {}));
    return queue;
  }

  async function post(cells, options) {
    const data = new FormData(form);
    data.set("cells", JSON.stringify(cells));
    data.set("reason", options.reason || "");
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
        credentials: "same-origin",
      });
      const kind = response.headers.get("Content-Type") || "";
      if (response.redirected || !kind.startsWith("application/json")) {
        window.location.reload();
        return;
      }
      const state = await response.json();
      put(state);
      if (state.ask) {
        say("");
        askWhy(state.ask, cells);
        return;
      }
      if (!response.ok) {
        say(state.refused || TEXTS.lost);
        return;
      }
      if (!options.undoing && state.undo && state.undo.length) {
        steps.push(state.undo);
        if (steps.length > MOST_STEPS) steps.shift();
      }
      const done = options.undoing ? TEXTS.undone : options.said || "";
      say((done ? done + " " : "") + TEXTS.saved.replace("{time}", state.saved));
      if (options.said) offerUndo();
    } catch (error) {
      say(TEXTS.lost);
      body.querySelectorAll(".is-pending").forEach((cell) => cell.classList.remove("is-pending"));
    }
  }

  function offerUndo() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button is-small";
    button.textContent = TEXTS.undo;
    button.addEventListener("click", undo);
    saved.append(" ", button);
  }

  const entryOf = (cell) => Number(cell.parentElement.dataset.e);

  function grade(word) {
    const cells = picked().filter((cell) => cell.dataset.g !== word);
    cells.forEach((cell) => cell.classList.add("is-pending"));
    send(cells.map((cell) => [entryOf(cell), cell.dataset.c, word, cell.dataset.g, ""]));
  }

  function undo() {
    const step = steps.pop();
    if (!step) say(TEXTS.nothing);
    else send(step, { undoing: true });
  }

  const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  table.addEventListener("keydown", (event) => {
    if (!here || event.target !== here || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === "z") {
      event.preventDefault();
      undo();
    } else if (command) {
      return;
    } else if (ARROWS[event.key]) {
      event.preventDefault();
      move(ARROWS[event.key][0], ARROWS[event.key][1], event.shiftKey);
    } else if (event.key === "Enter") {
      event.preventDefault();
      move(event.shiftKey ? -1 : 1, 0, false);
    } else if (GRADES[event.key]) {
      event.preventDefault();
      grade(GRADES[event.key]);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      grade("");
    } else if (event.key === "Escape") {
      anchor = here;
      draw();
    }
  });

  table.addEventListener("mousedown", (event) => {
    const cell = event.target.closest("td[data-g]");
    if (!cell) return;
    event.preventDefault();
    stand(cell, event.shiftKey && here);
  });

  table.addEventListener("focusin", (event) => {
    if (event.target !== here && event.target.matches("td[data-g]")) stand(event.target, false);
  });

  // What is pasted is read by the server first: nothing is written before it was looked at.
  document.addEventListener("paste", async (event) => {
    if (!here || event.target !== here) return;
    const text = event.clipboardData.getData("text/plain");
    if (!text) return;
    event.preventDefault();
    const data = new FormData(form);
    data.set("text", text);
    data.set("entry", entryOf(here));
    data.set("criterion", here.dataset.c);
    const response = await fetch(form.dataset.paste, { method: "POST", body: data, credentials: "same-origin" });
    const kind = response.headers.get("Content-Type") || "";
    if (!kind.startsWith("application/json")) return;
    const state = await response.json();
    if (!response.ok) {
      say(state.refused || TEXTS.lost);
      return;
    }
    ready = state.cells;
    why.hidden = true;
    paste.innerHTML = state.html;
    ask.hidden = false;
    const button = paste.querySelector("button");
    if (button) button.focus({ preventScroll: true });
  });

  ask.addEventListener("click", (event) => {
    if (event.target.closest("[data-let-go]")) letGo();
    if (event.target.closest("[data-paste-now]")) {
      const cells = ready;
      letGo();
      send(cells, { said: TEXTS.pasted.replace("{number}", cells.length) });
    }
  });

  why.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = reason.value.trim();
    const cells = asked.length ? asked[0].cells : [];
    if (!cells.length || !text) {
      reason.focus();
      return;
    }
    letGo();
    send(cells, { reason: text });
  });

  ask.addEventListener("keydown", (event) => {
    if (event.key === "Escape") letGo();
  });

  // The panel that every page has: who gave what, and what the year knows.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-panel]");
    const wide = window.matchMedia("(min-width: 761px)").matches;
    if (!link || !wide || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    window.htmx.ajax("GET", link.getAttribute("href"), { target: "#panel", swap: "innerHTML", source: link });
  });

  function prepare(row) {
    cellsOf(row).forEach((cell) => { cell.tabIndex = -1; });
  }

  table.setAttribute("role", "grid");
  rows().forEach(prepare);
  const first = at(0, 0);
  if (first) first.tabIndex = 0;
})();
