/* The wall by keyboard, and two screens that follow each other. Everything here is a link or a form that works
   without it. */
"use strict";

(function () {
  const main = document.getElementById("content");
  const wall = document.getElementById("wall");
  const top = document.getElementById("wall-top");
  const ask = document.getElementById("wall-ask");
  if (!main || !wall) return;

  const POLL = 3000;
  const TEXTS = JSON.parse(document.getElementById("texts-wall").textContent);
  const UNATTENDED = { Accept: "application/json", "X-Thidua-Unattended": "1" };
  const picked = [];
  let saving = 0;

  const nameOf = (entry) => document.getElementById("n" + entry);

  function say(text) {
    const place = document.getElementById("wall-saved");
    if (place) place.textContent = text || "";
  }

  // Draws the parts anew: folds that are open stay so, and whoever the keys were on has them again.
  function put(state) {
    if (state.leave) {
      window.location.assign(state.leave);
      return;
    }
    const here = document.activeElement && wall.contains(document.activeElement) ? document.activeElement.id : "";
    const open = Array.from(wall.querySelectorAll("details[open][data-fold]")).map((fold) => fold.dataset.fold);
    if (state.top !== undefined) top.innerHTML = state.top;
    if (state.wall !== undefined) {
      wall.innerHTML = state.wall;
      wall.querySelectorAll("details[data-fold]").forEach((fold) => (fold.open = open.includes(fold.dataset.fold)));
    }
    const units = document.getElementById("wall-units-part");
    if (state.units !== undefined && units) units.innerHTML = state.units;
    if (state.v) {
      main.dataset.seen = state.v;
      document.querySelectorAll("[data-wall-seen]").forEach((field) => (field.value = state.v));
      document.querySelectorAll("[data-adoptable]").forEach((place) => (place.textContent = state.adoptable));
    }
    mark();
    if (here) stand(here.slice(1));
  }

  function stand(entry) {
    const name = nameOf(entry);
    if (!name) return;
    const fold = name.closest("details");
    if (fold) fold.open = true;
    name.focus({ preventScroll: true });
    name.scrollIntoView({ block: "nearest" });
  }

  async function read(address) {
    const response = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (response.redirected || !response.ok) throw new Error(address);
    return response.json();
  }

  // The form that asks for proposer, vote and reason: nothing is saved before it is sent.
  async function open(entry, level) {
    try {
      const state = await read(main.dataset.changes + "&ask=" + entry + (level ? "&level=" + level : ""));
      if (state.leave) return put(state);
      ask.innerHTML = state.ask;
      const first = ask.querySelector("select[name='instead']") || ask.querySelector("select, textarea");
      if (first) first.focus({ preventScroll: true });
      ask.scrollIntoView({ block: "nearest" });
    } catch (error) {
      say(TEXTS.lost);
    }
  }

  function close() {
    const form = ask.querySelector("form");
    ask.replaceChildren();
    if (form) stand(form.dataset.entry);
  }

  async function send(form) {
    const button = form.querySelector("[type='submit']");
    saving += 1;
    if (button) button.disabled = true;
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
      });
      const kind = response.headers.get("Content-Type") || "";
      if (response.redirected || !kind.startsWith("application/json")) return window.location.reload();
      const state = await response.json();
      put(state);
      if (state.leave) return undefined;
      if (response.ok) {
        if (ask.contains(form)) close();
        say(state.said);
      } else if (state.ask) {
        ask.innerHTML = state.ask;
        ask.querySelector("select[name='instead'], textarea").focus();
      } else {
        say(state.refused);
      }
    } catch (error) {
      say(TEXTS.lost);
    } finally {
      saving -= 1;
      if (button) button.disabled = false;
    }
    return undefined;
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-wall-form]");
    if (!form) return;
    event.preventDefault();
    send(form);
  });

  // Two names touched are compared; a third takes the place of the first. One alone offers to move it: without keys
  // there is no other way.
  function mark() {
    wall.querySelectorAll(".is-picked").forEach((name) => name.classList.remove("is-picked"));
    picked.map(nameOf).filter(Boolean).forEach((name) => name.classList.add("is-picked"));
  }

  function offer(place, name) {
    if (!name) return;
    const text = name.textContent.trim();
    say(TEXTS.first.replace("{name}", () => text));
    if (!name.dataset.level) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.dataset.wallMove = name.dataset.entry;
    button.textContent = TEXTS.move.replace("{name}", () => text);
    place.append(button);
    button.scrollIntoView({ block: "nearest" });
  }

  async function pick(name) {
    const entry = name.dataset.entry;
    const at = picked.indexOf(entry);
    if (at >= 0) picked.splice(at, 1);
    else picked.push(entry);
    if (picked.length > 2) picked.shift();
    mark();
    const place = document.getElementById("wall-compare");
    if (!place) return;
    if (picked.length < 2) {
      place.replaceChildren();
      if (picked.length) offer(place, nameOf(picked[0]));
      return;
    }
    try {
      const state = await read(main.dataset.compare + "&a=" + picked[0] + "&b=" + picked[1]);
      place.innerHTML = state.compare;
      say("");
    } catch (error) {
      say(TEXTS.lost);
    }
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (event.target.closest("[data-wall-close]")) {
      event.preventDefault();
      close();
      return;
    }
    const moves = event.target.closest("[data-wall-move]");
    if (moves) {
      open(moves.dataset.wallMove, 0);
      return;
    }
    const name = event.target.closest(".wall-name");
    if (!name || !main.dataset.compare) return;
    event.preventDefault();
    name.focus({ preventScroll: true });
    pick(name);
  });

  // ← up, → down: the bins stand best first. Enter asks without a level.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && ask.firstElementChild) {
      event.preventDefault();
      close();
      return;
    }
    const name = event.target.closest(".wall-name");
    if (!name || !name.dataset.level) return;
    if (event.key === "Enter") {
      event.preventDefault();
      open(name.dataset.entry, 0);
      return;
    }
    const step = { ArrowLeft: 1, ArrowRight: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const level = Number(name.dataset.level) + step;
    if (level > 4) say(TEXTS.highest);
    else if (level < 1) say(TEXTS.lowest);
    else open(name.dataset.entry, level);
  });

  // What the other screen did: asked every three seconds while somebody looks.
  async function look() {
    if (document.visibilityState !== "visible" || saving) return;
    const address = main.dataset.changes + "&v=" + encodeURIComponent(main.dataset.seen);
    const response = await fetch(address, { headers: UNATTENDED, credentials: "same-origin" });
    if (response.status !== 200 || response.redirected || saving) return;
    put(await response.json());
  }

  (function poll() {
    window.setTimeout(() => look().catch(() => {}).then(poll), POLL);
  })();

  const reason = ask.querySelector("textarea");
  if (reason) reason.focus();
  else if (/^#n[0-9]+$/.test(window.location.hash)) stand(window.location.hash.slice(2));
})();
