/* The form of a task: saved while it is typed, read aloud by the server, found again when the session ended;
   on a phone one part a screen. Without it the form is sent by its buttons. */
"use strict";

(function () {
  const form = document.getElementById("task-form");
  if (!form) return;
  const texts = JSON.parse(document.getElementById("texts-registrations").textContent);
  const place = "thidua-unsaved:" + location.pathname;
  const PAUSE = 900;
  let timer = 0;
  let running = false;
  let again = false;
  let leaving = false;

  function fieldsOf(data) {
    return Array.from(data.entries()).filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  }

  // What is typed stays in this browser until the server has it.
  function keep() {
    try {
      localStorage.setItem(place, JSON.stringify({ at: Date.now(), fields: fieldsOf(new FormData(form)) }));
    } catch (error) {
      // full or forbidden: the page still holds it
    }
  }

  function forget() {
    try {
      localStorage.removeItem(place);
    } catch (error) {
      // nothing was there
    }
  }

  function swap(page) {
    page.querySelectorAll("[data-live]").forEach((fresh) => {
      const old = document.getElementById(fresh.id);
      if (old && !old.contains(document.activeElement)) old.replaceWith(document.importNode(fresh, true));
    });
  }

  function say(words) {
    const saved = document.querySelector("#saved span:nth-of-type(2)");
    if (saved) saved.textContent = words;
  }

  async function save() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    const data = new FormData(form);
    data.set("act", "save");
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: data, headers: { "X-Live": "1" }, credentials: "same-origin" });
      const html = await answer.text();
      const page = new DOMParser().parseFromString(html, "text/html");
      if (answer.ok && page.getElementById("id_bases")) {
        swap(page);
        if (!page.querySelector(".saved-error")) forget();
      } else if (answer.redirected || answer.status === 403) {
        say(texts.ended);
      } else {
        say(texts.notSaved);
      }
    } catch (error) {
      say(texts.offline);
    }
    running = false;
    if (again) {
      again = false;
      save();
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-find]")) return;
    keep();
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });

  // Looking for people and units of the unit's own part.
  let finding = 0;
  ["input", "focusin"].forEach((kind) => form.addEventListener(kind, (event) => {
    const box = event.target.closest("[data-find]");
    if (!box || (kind === "focusin" && document.querySelector("#found-" + box.dataset.for + " button"))) return;
    clearTimeout(finding);
    finding = setTimeout(async () => {
      const address = new URL(box.dataset.find, location.origin);
      address.searchParams.set("q", box.value);
      try {
        const answer = await fetch(address, { credentials: "same-origin", headers: { "X-Live": "1" } });
        if (!answer.ok || answer.redirected) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        document.getElementById("found-" + box.dataset.for).replaceChildren(...page.body.childNodes);
      } catch (error) {
        // the button beside the field still finds
      }
    }, 250);
  }));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    const box = event.target.closest("[data-find]");
    if (box) box.parentElement.querySelector("button").click();
    else save();
  });

  // One more line of milestones or measures, without leaving the page.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-line]");
    if (!button) return;
    const prefix = button.dataset.addLine;
    const lines = form.querySelector('[data-lines="' + prefix + '"]');
    const total = form.elements[prefix + "-TOTAL_FORMS"];
    const number = Number(total.value);
    if (number >= 30) return;
    event.preventDefault();
    const last = lines.querySelector("[data-line]:last-of-type");
    const fresh = last.cloneNode(true);
    fresh.querySelectorAll("[name], [id], [for]").forEach((part) => {
      ["name", "id", "for"].forEach((attribute) => {
        const value = part.getAttribute(attribute);
        if (value) part.setAttribute(attribute, value.replace(/(^|_)([md])-\d+-/, "$1$2-" + number + "-"));
      });
      if (part.matches("input[type=checkbox]")) part.checked = false;
      else if (part.matches("input")) part.value = "";
    });
    fresh.querySelectorAll(".field-errors").forEach((part) => part.remove());
    lines.append(fresh);
    total.value = String(number + 1);
    fresh.querySelector("input:not([type=hidden])").focus();
  });

  // A gap of the sentence leads to its field.
  document.addEventListener("click", (event) => {
    const gap = event.target.closest("[data-gap]");
    if (!gap) return;
    const target = document.getElementById("id_" + gap.dataset.gap) || document.getElementById("id_q_answers");
    if (!target) return;
    event.preventDefault();
    const part = target.closest(".clarity");
    if (part) show(part.id);
    const box = target.matches("input, textarea, select") ? target : target.querySelector("input:not([type=hidden])") || document.getElementById("id_q");
    if (box) box.focus();
  });

  // What was typed before the session ended, offered again.
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(place) || "null");
  } catch (error) {
    kept = null;
  }
  if (kept && Array.isArray(kept.fields)) {
    const differs = kept.fields.some(([name, value]) => {
      const field = form.elements[name];
      return name !== "bases" && field && "value" in field && field.type !== "checkbox" && field.value !== value;
    });
    if (differs) offer();
    else forget();
  }

  function offer() {
    const box = document.createElement("div");
    box.className = "unsaved";
    box.setAttribute("role", "status");
    const words = document.createElement("p");
    const at = new Date(kept.at);
    words.textContent = texts.unsaved.replace("{time}", String(at.getHours()).padStart(2, "0") + ":" + String(at.getMinutes()).padStart(2, "0"));
    const take = document.createElement("button");
    const drop = document.createElement("button");
    [[take, texts.takeAgain], [drop, texts.leaveIt]].forEach(([button, label]) => {
      button.type = "button";
      button.className = "button is-small";
      button.textContent = label;
    });
    const row = document.createElement("p");
    row.className = "button-row gap-top";
    row.append(take, drop);
    box.append(words, row);
    form.before(box);
    take.addEventListener("click", () => {
      kept.fields.forEach(([name, value]) => {
        const field = form.elements[name];
        if (name === "bases" || /TOTAL_FORMS|INITIAL_FORMS/.test(name) || !field || !("value" in field)) return;
        if (field.type === "checkbox") field.checked = true;
        else field.value = value;
      });
      box.remove();
      save();
    });
    drop.addEventListener("click", () => {
      forget();
      box.remove();
    });
  }

  // On a phone: one part a screen, the sentence last.
  const parts = Array.from(form.querySelectorAll(".clarity"));
  const last = form.querySelector(".clear-side");
  const tabs = Array.from(form.querySelectorAll(".clear-tabs a"));
  form.classList.add("is-stepped");

  function show(id) {
    const known = parts.some((part) => part.id === id) || id === last.id;
    const wanted = known ? id : parts[0].id;
    parts.forEach((part) => part.classList.toggle("is-here", part.id === wanted));
    last.classList.toggle("is-here", wanted === last.id);
    form.classList.toggle("is-last", wanted === last.id);
    tabs.forEach((tab) => {
      if (tab.hash === "#" + wanted) tab.setAttribute("aria-current", "step");
      else tab.removeAttribute("aria-current");
    });
  }

  parts.forEach((part, at) => {
    const steps = part.querySelector(".clarity-steps");
    const before = parts[at - 1];
    const after = parts[at + 1] || last;
    [[before, "‹ "], [after, ""]].forEach(([other, sign]) => {
      if (!other) return;
      const link = document.createElement("a");
      link.className = "button";
      link.href = "#" + other.id;
      const name = other === last ? texts.readAgain : other.querySelector("h2").textContent;
      link.textContent = sign + name + (sign ? "" : " ›");
      steps.append(link);
    });
  });
  addEventListener("hashchange", () => {
    show(location.hash.slice(1));
    scrollTo(0, 0);
  });
  show(location.hash.slice(1));

  // Parts that were accepted are read, not written.
  form.querySelectorAll("[data-locked]").forEach((part) => {
    part.querySelectorAll("input:not([type=hidden]), textarea").forEach((field) => {
      field.readOnly = true;
    });
    part.querySelectorAll("button").forEach((button) => {
      button.hidden = true;
    });
  });
  addEventListener("beforeunload", () => {
    if (!leaving && timer) keep();
  });
})();
