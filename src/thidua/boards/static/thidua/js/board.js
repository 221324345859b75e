/* The board by keyboard, without leaving the page. Everything here is a form or a link that works without it. */
"use strict";

(function () {
  const form = document.getElementById("board-form");
  const body = document.getElementById("board-rows");
  const pools = document.getElementById("board-pools");
  const bar = document.getElementById("board-bar");
  const status = document.getElementById("board-status");
  const panel = document.getElementById("panel");
  const bulk = document.getElementById("board-bulk");
  const saved = document.getElementById("board-saved");
  if (!form) return;

  const POLL = 3000;
  const PAUSE = 700;
  const FRESH = 20000;
  const MOST = 60;
  let here = null;
  let version = form.dataset.version;
  let saving = 0;
  const taken = [];
  const TEXTS = JSON.parse(document.getElementById("texts-board").textContent);

  const rowOf = (id) => document.getElementById("r" + id);
  const idOf = (row) => row.id.slice(1);
  const rows = () => (body ? Array.from(body.querySelectorAll("tr[data-v]:not([hidden])")) : []);
  const every = () => (body ? Array.from(body.querySelectorAll("tr[data-v]")) : []);

  function typing(element) {
    return element.matches("input:not([type='checkbox']), textarea, select, [contenteditable]");
  }

  // Panel: reasons and how a pool was counted, in the panel that every page has.
  function openPanel(link) {
    if (!window.htmx) {
      window.location.assign(link.href);
      return;
    }
    link.setAttribute("hx-target", "#panel");
    window.htmx.ajax("GET", link.getAttribute("href"), { target: "#panel", swap: "innerHTML", source: link });
  }

  // Rows: one of them is here; it is where the keys work.
  function stand(row, focus) {
    if (here && here.isConnected) {
      here.classList.remove("is-here");
      here.tabIndex = -1;
    }
    here = row;
    if (!row) return;
    row.classList.add("is-here");
    row.tabIndex = 0;
    if (focus) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    }
  }

  function move(step) {
    const all = rows();
    const at = here ? all.indexOf(here) : -1;
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    if (next) stand(next, true);
    return next && next !== all[at];
  }

  // The row that a button is about: its own, or the one above what is said.
  function subjectOf(button) {
    const row = button.closest("tr");
    return !row || row.dataset.v ? row : row.previousElementSibling;
  }

  function fragment(html) {
    const table = document.createElement("table");
    table.innerHTML = "<tbody>" + html + "</tbody>";
    return Array.from(table.tBodies[0].children);
  }

  // What was pressed and not saved is let go of with the box that asked for its reason.
  function unsay(row) {
    const message = row && row.nextElementSibling;
    if (!message || !message.classList.contains("board-said")) return false;
    message.remove();
    row.classList.remove("is-pending");
    row.querySelectorAll(".seg .is-pending").forEach((key) => key.classList.remove("is-pending"));
    row.querySelectorAll(".board-pending").forEach((note) => note.remove());
    return true;
  }

  // Puts rows as the server knows them in the place of those shown; what is being written stays.
  function put(state, keepWriting) {
    Object.entries(state.rows || {}).forEach(([id, html]) => {
      const old = rowOf(id);
      if (!old) return;
      const writing = old.nextElementSibling && old.nextElementSibling.contains(document.activeElement);
      const focused = old.contains(document.activeElement);
      const onKey = focused && document.activeElement.matches(".seg button");
      const marked = old.querySelector(".pick input:checked");
      const [row] = fragment(html);
      // The columns are others by now: a decision was reopened, or everything is decided.
      if (row.cells.length !== old.cells.length) window.location.reload();
      if (!(keepWriting && writing)) unsay(old);
      old.replaceWith(row);
      if (marked && row.querySelector(".pick input")) row.querySelector(".pick input").checked = true;
      if (here === old) stand(row, false);
      if (onKey && row.querySelector(".seg .is-on")) row.querySelector(".seg .is-on").focus();
      else if (focused) row.focus();
      const message = state.said && state.said[id];
      if (message) fragment(message).forEach((part) => row.after(part));
    });
    if (state.pools !== undefined && pools) {
      const more = pools.querySelector("details");
      const open = more && more.open;
      pools.innerHTML = state.pools;
      if (open && pools.querySelector("details")) pools.querySelector("details").open = true;
    }
    Object.entries(state.gauges || {}).forEach(([slug, html]) => {
      const gauge = pools && pools.querySelector("[data-pool='" + slug + "']");
      if (gauge) gauge.innerHTML = html;
    });
    if (state.bar !== undefined && bar) bar.innerHTML = state.bar;
    if (state.saved && saved) saved.textContent = TEXTS.saved.replace("{time}", state.saved);
    document.dispatchEvent(new CustomEvent("board:drawn"));
    counted();
  }

  function say(text) {
    status.textContent = text || "";
  }

  const keys = (row) => Array.from(row.querySelectorAll(".seg button"));
  const standing = (row) => keys(row).findIndex((key) => key.classList.contains("is-on"));
  const levelOf = (key) => key.querySelector(".level-word").textContent;

  // The key is outlined before the answer comes; the answer draws the row as it is by then.
  function press(row, at) {
    keys(row).forEach((key, number) => key.classList.toggle("is-pending", number === at));
  }

  // What was sent last can be taken back: the level before, with its reason, is chosen again.
  const before = (row) => ({ id: idOf(row), at: standing(row), reason: row.dataset.reason || "" });

  function tell(text, steps) {
    say(text + " ");
    const known = steps.filter((step) => step.at >= 0);
    if (!known.length) return;
    taken.push(known);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button is-small";
    button.append(TEXTS.undo + " ");
    button.append(Object.assign(document.createElement("kbd"), { textContent: "z" }));
    button.addEventListener("click", undo);
    status.append(button);
  }

  async function undo() {
    const steps = taken.pop();
    if (!steps) return;
    for (const reason of new Set(steps.map((step) => step.reason))) {
      const data = new FormData(form);
      ["c", "all", "compare", "s", "reason"].forEach((name) => data.delete(name));
      data.set("reason", reason);
      steps.filter((step) => step.reason === reason && rowOf(step.id)).forEach((step) => {
        const key = keys(rowOf(step.id))[step.at];
        if (key) data.append("c", key.value);
      });
      if (!data.has("c") || !(await post(data))) return;
    }
    if (steps.length === 1 && rowOf(steps[0].id)) stand(rowOf(steps[0].id), true);
    say(TEXTS.undone);
  }

  // The form is sent as it is; the answer holds the rows and the gauges. Whether it was taken; null: no answer came.
  async function post(data) {
    saving += 1;
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
        return null;
      }
      const state = await response.json();
      put(state, false);
      say(response.ok || Object.keys(state.said || {}).length ? "" : state.refused);
      soon();
      return response.ok;
    } catch (error) {
      say(TEXTS.lost);
      return null;
    } finally {
      saving -= 1;
    }
  }

  async function send(button) {
    const row = subjectOf(button);
    const data = new FormData(form);
    ["c", "all", "compare"].forEach((name) => data.delete(name));
    data.set(button.name, button.value);
    if (button.name === "all") return sendAll(data, button);
    data.delete("s");
    const reason = button.closest("tr").querySelector("textarea[name='reason']");
    data.delete("reason");
    if (reason) data.set("reason", reason.value);
    const step = before(row);
    const at = keys(row).findIndex((key) => key.value === button.value);
    if (at >= 0 && keys(row)[at].getAttribute("aria-disabled") !== "true") press(row, at);
    row.setAttribute("aria-busy", "true");
    const done = await post(data);
    if (done === null) {
      row.removeAttribute("aria-busy");
      press(row, -1);
      return;
    }
    const now = rowOf(step.id);
    if (done && now && at >= 0) {
      const name = now.querySelector("th a").textContent;
      if (step.at !== at) tell(name + ": " + levelOf(keys(now)[at]) + ".", [step]);
      else if (keys(now)[at].getAttribute("aria-pressed") !== "true") say(TEXTS.already.replace("{name}", () => name));
    }
    const message = now && now.nextElementSibling;
    if (message && message.classList.contains("board-said")) {
      const text = message.querySelector("textarea");
      if (text) text.focus({ preventScroll: true });
      message.scrollIntoView({ block: "nearest" });
    }
  }

  async function sendAll(data, button) {
    const steps = marks().filter((box) => box.checked).map((box) => before(box.closest("tr")));
    if (!(await post(data))) return;
    unmark();
    const level = button.value === "reached" ? button.textContent.trim() : levelOf(button);
    tell(TEXTS.changed.replace("{number}", () => steps.length).replace("{level}", () => level), steps);
  }

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || button.name === "compare" || button.name === "return") return;
    event.preventDefault();
    if (button.name === "c") {
      stand(subjectOf(button), false);
    }
    send(button);
  });

  // Several at once.
  function marks() {
    return rows().map((row) => row.querySelector(".pick input")).filter(Boolean);
  }

  function counted() {
    if (!bulk) return;
    const number = marks().filter((box) => box.checked).length;
    bulk.classList.toggle("is-on", number > 0);
    bulk.querySelector("[data-marked]").textContent = TEXTS.marked.replace("{number}", number);
  }

  function unmark() {
    every().map((row) => row.querySelector(".pick input")).filter(Boolean).forEach((box) => (box.checked = false));
    const all = form.querySelector("[data-mark-all]");
    if (all) all.checked = false;
    counted();
  }

  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-mark-all]")) marks().forEach((box) => (box.checked = event.target.checked));
    if (event.target.matches(".pick input")) {
      say("");
      counted();
    }
  });

  document.addEventListener("click", (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    const panel = event.target.closest("a.why, a[data-panel]");
    if (panel && plain) {
      event.preventDefault();
      openPanel(panel);
    }
    const unsaid = event.target.closest("a[data-unsay]");
    if (unsaid && plain) {
      event.preventDefault();
      const row = unsaid.closest("tr").previousElementSibling;
      unsay(row);
      stand(row, true);
    }
    const row = event.target.closest("#board-rows tr[data-v]");
    if (row) stand(row, false);
    if (event.target.closest("[data-mark-every]")) {
      marks().forEach((box) => (box.checked = true));
      counted();
    }
    if (event.target.closest("[data-unmark]")) unmark();
  });

  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("#board-rows tr[data-v]");
    if (row && row !== here) stand(row, false);
  });

  // Escape lets go of the reason that is asked for, then of the marks; what the frame closes comes first.
  function escape(event) {
    if ((panel && panel.firstElementChild) || event.target.id === "board-q") return;
    const box = event.target.closest(".board-said") || (here && here.nextElementSibling);
    const row = box && box.classList.contains("board-said") ? box.previousElementSibling : null;
    if (row && unsay(row)) stand(row, true);
    else unmark();
  }

  // Keys: ↑ ↓ or k j, 1 to 4, Enter for the reasons (again: the next row's), x to mark, z to take back.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return escape(event);
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const inPanel = event.target.closest("#panel");
    const onBoard = event.target === document.body || event.target.closest("#board-form") || inPanel;
    if (!onBoard) return;
    if (event.key === "j" || event.key === "ArrowDown") {
      event.preventDefault();
      move(here ? 1 : 0);
      if (!here) move(1);
    } else if (event.key === "k" || event.key === "ArrowUp") {
      event.preventDefault();
      move(-1);
    } else if (/^[1-4]$/.test(event.key) && here) {
      const button = here.querySelectorAll(".seg button")[Number(event.key) - 1];
      if (button) {
        event.preventDefault();
        send(button);
      }
    } else if (event.key === "Enter" && here && (event.target === here || event.target.matches("#panel [tabindex='-1']"))) {
      event.preventDefault();
      if (inPanel && !move(1)) return;
      openPanel(here.querySelector("a.why"));
    } else if (event.key === "z") {
      undo();
    } else if (event.key === "x" && here) {
      const box = here.querySelector(".pick input");
      if (box) {
        box.checked = !box.checked;
        counted();
      }
    }
  });

  // Asked by the page itself: the session of somebody who went away ends all the same.
  const UNATTENDED = { Accept: "application/json", "X-Thidua-Unattended": "1" };

  // What others do: asked every three seconds while somebody looks, answered with nothing while nothing changed.
  async function look() {
    if (document.visibilityState !== "visible" || saving) return;
    const back = form.querySelector("input[name='back']").value;
    const address = form.dataset.changes;
    const response = await fetch(address + "&v=" + version, { headers: UNATTENDED, credentials: "same-origin" });
    if (response.status !== 200 || response.redirected || saving) return;
    const news = await response.json();
    const changed = every().filter((row) => news.rows[idOf(row)] !== row.dataset.v).map(idOf);
    if (changed.length > MOST || Object.keys(news.rows).length === 0) {
      window.location.reload();
      return;
    }
    const query = address + "&rows=" + changed.join(",") + "&back=" + encodeURIComponent(back);
    const answer = await fetch(changed.length ? query : query.replace("&rows=", "&rows=0"), { headers: UNATTENDED, credentials: "same-origin" });
    if (!answer.ok || saving) return;
    const state = await answer.json();
    put(state, true);
    changed.forEach((id) => mark(rowOf(id), (state.who || {})[id]));
    version = news.v;
  }

  function mark(row, text) {
    if (!row || !text) return;
    const note = document.createElement("span");
    note.className = "board-note is-fresh";
    note.textContent = text;
    row.querySelector(".board-notes").append(note);
    row.classList.add("is-changed");
    window.setTimeout(() => {
      row.classList.remove("is-changed");
      note.remove();
    }, FRESH);
  }

  // The filter hides rows: one that is hidden is neither here nor marked.
  document.addEventListener("board:sifted", () => {
    if (here && here.hidden) stand(null, false);
    counted();
  });

  // A panel that opens or closes moves the rows: the one that is here stays in sight.
  if (panel) {
    new MutationObserver(() => {
      if (here) window.requestAnimationFrame(() => here.scrollIntoView({ block: "nearest" }));
    }).observe(panel, { childList: true });
  }

  let timer = 0;
  function wait(time) {
    window.clearTimeout(timer);
    timer = window.setTimeout(poll, time);
  }

  function poll() {
    look().catch(() => {}).then(() => wait(POLL));
  }

  // After a choice the rest of the page follows once the officer pauses.
  function soon() {
    wait(PAUSE);
  }
  wait(POLL);

  const reason = form.querySelector(".board-said textarea");
  if (reason) reason.focus();
  else if (window.location.hash && rowOf(window.location.hash.slice(2))) stand(rowOf(window.location.hash.slice(2)), true);
})();
