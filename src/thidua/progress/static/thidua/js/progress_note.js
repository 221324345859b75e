/* The form of a note: − and + beside the number, pictures shrunk before they are kept, everything kept on this
   machine while it is typed, sent when there is a line. */
"use strict";

(function () {
  const form = document.getElementById("note-form");
  const kept = window.keptNotes;
  if (!form || !kept) return;
  const texts = kept.texts;
  const words = document.getElementById("kept-words");
  const list = document.getElementById("picked");
  const address = location.pathname + location.search;
  const LARGEST = 2048;
  const SHOWN = 560;
  const PAUSE = 300;
  let timer = 0;
  let note = {
    id: form.elements.sent_as.value,
    state: "typing",
    address,
    after: form.dataset.after,
    title: form.dataset.title,
    at: 0,
    fields: [],
    files: [],
  };

  // The number
  const comma = document.documentElement.lang !== "en";

  function numberOf(text) {
    const plain = comma ? text.replace(/\./g, "").replace(",", ".") : text.replace(/,/g, "");
    return Number(plain.replace(/\s/g, "")) || 0;
  }

  function written(number) {
    const plain = String(Math.round(number * 10000) / 10000);
    return comma ? plain.replace(".", ",") : plain;
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    const field = button.closest("[data-stepper]").querySelector("input");
    const from = numberOf(field.value || field.placeholder || "0");
    field.value = written(Math.max(from + Number(button.dataset.step), 0));
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // What is kept
  function fieldsNow() {
    return Array.from(new FormData(form).entries()).filter(
      ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "captions",
    );
  }

  function keep() {
    note.at = Date.now();
    note.fields = fieldsNow();
    const stored = kept.keepText(note);
    clearTimeout(timer);
    timer = setTimeout(() => kept.keepWhole(note), PAUSE);
    if (stored) say(navigator.onLine ? texts.saved : texts.savedOffline);
  }

  function say(text) {
    words.textContent = kept.fill(text, { time: kept.clock(note.at || Date.now()) });
  }

  form.addEventListener("input", (event) => {
    if (event.target.type !== "file") keep();
  });
  window.addEventListener("offline", () => note.at && say(texts.savedOffline));
  window.addEventListener("online", () => note.at && say(texts.saved));

  // Pictures: smaller and without where they were taken; what the browser cannot open goes as it is.
  async function shrunk(file) {
    if (!file.type.startsWith("image/") || typeof createImageBitmap !== "function") return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      return blob && blob.size < file.size ? blob : file;
    } catch (error) {
      return file;
    }
  }

  function nameOf(file, blob) {
    return blob === file ? file.name : file.name.replace(/\.[^.]*$/, "") + ".jpg";
  }

  async function pick(input) {
    const chosen = Array.from(input.files);
    for (const file of chosen) {
      const blob = await shrunk(file);
      note.files.push({ name: nameOf(file, blob), blob, caption: "" });
    }
    input.value = "";
    input.dispatchEvent(new Event("change", { bubbles: true }));
    draw();
    keep();
    await kept.keepWhole(note);
  }

  form.addEventListener("change", (event) => {
    if (event.target.type === "file" && event.target.files.length) pick(event.target);
  });

  function draw() {
    list.replaceChildren(...note.files.map(drawn));
    list.hidden = !note.files.length;
  }

  // Drawn, not linked: the page takes pictures from its own address alone.
  function shown(file) {
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", file.name);
    createImageBitmap(file.blob).then((picture) => {
      const scale = Math.min(1, SHOWN / picture.width);
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
    }).catch(() => canvas.remove());
    return canvas;
  }

  function drawn(file, at) {
    const item = document.createElement("li");
    item.className = "picked-file";
    if (file.blob && file.blob.type.startsWith("image/")) item.append(shown(file));
    const line = document.createElement("p");
    line.className = "picked-line small";
    const name = document.createElement("span");
    name.textContent = file.name;
    const away = document.createElement("button");
    away.type = "button";
    away.className = "button is-small";
    away.textContent = texts.takeAway;
    away.setAttribute("aria-label", texts.takeAway + ": " + file.name);
    away.addEventListener("click", () => {
      note.files.splice(at, 1);
      draw();
      keep();
    });
    line.append(name, away);
    const caption = document.createElement("input");
    caption.value = file.caption;
    caption.placeholder = texts.caption;
    caption.maxLength = 500;
    caption.setAttribute("aria-label", texts.caption + ": " + file.name);
    caption.addEventListener("input", () => {
      file.caption = caption.value;
    });
    item.append(line, caption);
    return item;
  }

  // Sending
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    note.state = "ready";
    keep();
    clearTimeout(timer);
    const whole = await kept.keepWhole(note);
    if (!whole && note.files.length) {
      handOver();
      return;
    }
    if (!kept.read(note.id)) {
      handOver();
      return;
    }
    busy(true);
    say(texts.sending);
    await kept.flush();
  });

  // A browser that keeps nothing sends the plain form, with the files it holds.
  function handOver() {
    const carrier = new DataTransfer();
    note.files.forEach((file) => carrier.items.add(new File([file.blob], file.name, { type: file.blob.type })));
    form.elements.papers.files = carrier.files;
    form.submit();
  }

  function busy(on) {
    form.querySelectorAll("button").forEach((button) => {
      button.disabled = on;
    });
  }

  document.addEventListener("kept-notes", (event) => {
    const result = event.detail[note.id];
    if (result === "sent") {
      location.assign(note.after);
    } else if (result === "refused") {
      const stored = kept.read(note.id);
      busy(false);
      say(texts.saved);
      complain(stored ? stored.reason : texts.refused);
      note.state = "typing";
      if (stored) kept.keepText({ ...note, reason: stored.reason });
      kept.show(false);
    } else if (result) {
      form.hidden = true;
      say(navigator.onLine ? texts.saved : texts.savedOffline);
    }
  });

  function complain(reason) {
    const old = document.getElementById("kept-reason");
    const part = document.createElement("div");
    part.id = "kept-reason";
    part.className = "errors";
    part.setAttribute("role", "alert");
    part.tabIndex = -1;
    const line = document.createElement("p");
    line.textContent = reason;
    part.append(line);
    if (old) old.replaceWith(part);
    else form.before(part);
    part.focus();
  }

  // What was typed here before and never sent.
  async function restore() {
    const before = kept.ids().map(kept.read).find((one) => one && one.state !== "ready" && one.address === address);
    if (!before) return;
    const refused = before.state === "refused";
    const own = ["sent_as", refused ? "seen" : ""];
    const values = new Map();
    before.fields.forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
    Array.from(form.elements).forEach((field) => {
      if (!field.name || field.type === "file" || field.name === "csrfmiddlewaretoken" || own.includes(field.name)) return;
      const stored = values.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = stored.includes(field.value);
      else if (stored.length) field.value = stored[0];
    });
    form.elements.sent_as.value = before.id;
    note = { ...note, id: before.id, at: before.at, fields: before.fields, files: await kept.filesOf(before.id) };
    draw();
    say(navigator.onLine ? texts.saved : texts.savedOffline);
    if (refused && before.reason) complain(before.reason);
  }

  restore();
})();
