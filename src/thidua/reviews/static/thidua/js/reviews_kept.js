/* What was typed under headings of reviews and has not arrived yet: sent as soon as there is a line. What a review
   takes no more, because it was sent meanwhile, stays on this machine: it is shown where that review is read, and
   stands in the way of no other one. */
"use strict";

(function () {
  const box = document.getElementById("kept-sections");
  if (!box) return;
  const texts = JSON.parse(document.getElementById("texts-reviews_kept").textContent);
  const { alone, clock, fill, open, post } = window.unsent;
  const kept = open(box.dataset.account, (id) => id.startsWith("review:"));
  const HEADER = "X-Kept-Section";
  const AGAIN = 30000;
  const own = box.dataset.review;
  let waiting = 0;

  function bodyOf(entry, more) {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", box.dataset.token);
    data.set("text", entry.text);
    data.set("revision", entry.revision);
    Object.entries(more).forEach(([name, value]) => data.set(name, value));
    return data;
  }

  function send(entry, more) {
    return post(entry.address, bodyOf(entry, more), HEADER);
  }

  function others() {
    return kept.ids().filter((id) => id !== box.dataset.here);
  }

  // A review that is open again takes what it did not take before.
  function wants(entry) {
    return entry && (!entry.refused || (entry.read && box.dataset.open && entry.id.startsWith(own)));
  }

  async function flush() {
    clearTimeout(waiting);
    let again = false;
    await alone(async () => {
      for (const id of others()) {
        const entry = kept.read(id);
        if (!wants(entry)) continue;
        const { became, said } = await send(entry, { act: "save" });
        if (became === "sent") await kept.drop(id);
        else if (became === "refused") kept.keepText({ ...entry, refused: said.reason || texts.notSaved, read: said.read || "" });
        else again = true;
      }
    });
    list();
    if (again) waiting = setTimeout(flush, AGAIN);
  }

  function made(name, words, looks) {
    const part = document.createElement(name);
    part.textContent = words;
    if (looks) part.className = looks;
    return part;
  }

  function titleOf(entry) {
    return entry.id.startsWith(own) || !entry.of ? entry.title : entry.of + " · " + entry.title;
  }

  function lineOf(entry) {
    const line = document.createElement("p");
    const link = made("a", titleOf(entry));
    const why = entry.read ? texts.closed : entry.refused || texts.waits;
    link.href = entry.read || entry.address;
    line.append(link, ": " + fill(why, { time: clock(entry.at) }));
    return line;
  }

  // Where the review is read: the words themselves, to be copied or let go.
  function wholeOf(entry) {
    const part = document.createElement("div");
    const row = document.createElement("div");
    const copy = made("button", texts.copy, "button is-small");
    const drop = made("button", texts.drop, "button is-small");
    copy.type = drop.type = "button";
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(entry.text);
        copy.textContent = texts.copied;
      } catch (error) {
        copy.textContent = texts.notCopied;
      }
    });
    drop.addEventListener("click", async () => {
      await kept.drop(entry.id);
      list();
    });
    row.className = "button-row";
    row.append(copy, drop);
    part.className = "rv-kept";
    part.append(
      made("p", fill(texts.left, { title: entry.title, time: clock(entry.at) })),
      made("p", entry.text, "rv-kept-words"),
      row,
    );
    return part;
  }

  function list() {
    const entries = others().map(kept.read).filter(Boolean);
    const rows = entries
      .filter((entry) => box.dataset.here || entry.id.startsWith(own))
      .map((entry) => (entry.read && !box.dataset.here ? wholeOf(entry) : lineOf(entry)));
    box.replaceChildren(...rows);
    box.hidden = !rows.length;
  }

  // Reasons typed where a review is read outlive a session that ended; once there is no field for one, it arrived.
  function reasons() {
    const mine = "review-said:" + own;
    const said = open(box.dataset.account, (id) => id.startsWith(mine));
    const fields = Array.from(document.querySelectorAll(".rv-page textarea[name]"));
    fields.forEach((field) => {
      const id = mine + field.name;
      const entry = said.read(id);
      if (entry && !field.value) field.value = entry.text;
      field.addEventListener("input", () => {
        if (field.value.trim()) said.keepText({ id, at: Date.now(), text: field.value });
        else said.drop(id);
      });
    });
    const there = fields.map((field) => mine + field.name);
    said.ids().filter((id) => !there.includes(id)).forEach(said.drop);
  }

  if (!box.dataset.here) reasons();
  window.keptSections = { flush, kept, send };
  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") flush();
  });
  list();
  flush();
})();
