/* The filter of the board: what is typed and the cell chosen hide rows that are on the page, without asking for
   another; counts, links and the address follow. Without a script its form is sent. */
"use strict";

(function () {
  const form = document.getElementById("board-form");
  const body = document.getElementById("board-rows");
  const bar = document.getElementById("board-bar");
  const words = document.getElementById("board-q");
  const unitList = document.getElementById("board-unit");
  const units = document.getElementById("board-units");
  const count = document.getElementById("board-count");
  if (!form || !body || !words) return;

  const TEXTS = JSON.parse(document.getElementById("texts-board_filter").textContent);
  const every = () => Array.from(body.querySelectorAll("tr[data-v]"));
  const rows = () => every().filter((row) => !row.hidden);

  // What is typed leaves the rows in which each word begins a syllable: a letter without a sign finds every letter of
  // its kind, one with a sign only itself. `boards.syllables` says the same for whoever has no script.
  const TONES = "\\u0300\\u0301\\u0303\\u0309\\u0323";
  const SHAPES = "\\u0302\\u0306\\u031b\\u0335";
  const TONE = new RegExp("[" + TONES + "]", "g");
  const SHAPE = new RegExp("[" + SHAPES + "]");
  const SYLLABLE = new RegExp("[a-z0-9" + SHAPES + TONES + "]+", "g");
  const toneLast = (part) => part.replace(TONE, "") + (part.match(TONE) || []).join("");
  const spelled = (text) => text.toLowerCase().replace(/\u0111/g, "d\u0335").normalize("NFD").replace(SYLLABLE, toneLast);

  function finder(word) {
    const tones = (word.match(TONE) || []).join("");
    const bare = word.replace(TONE, "");
    const letters = Array.from(bare, (letter, at) => {
      if (SHAPE.test(letter)) return letter;
      const open = /[a-z]/.test(letter) && !SHAPE.test(bare[at + 1] || "");
      return letter.replace(/[^a-z0-9]/, "\\$&") + (open ? "[" + SHAPES + "]*" : "");
    });
    const rest = tones ? "[a-z0-9" + SHAPES + "]*" + tones : "";
    return new RegExp("(?<![a-z0-9" + SHAPES + TONES + "])" + letters.join("") + rest);
  }

  function unit() {
    return unitList ? unitList.value : "";
  }

  // Marks the syllables that were found in a name, and takes earlier marks away.
  function underline(element, finders) {
    const text = element.textContent;
    if (!finders.length && !element.querySelector("mark")) return;
    const parts = text.split(/(\s+)/).map((part) => {
      if (!part.trim() || !finders.some((found) => found.test(spelled(part)))) return part;
      return Object.assign(document.createElement("mark"), { textContent: part });
    });
    element.replaceChildren(...parts);
  }

  function sift() {
    const typed = words ? words.value.trim() : "";
    const finders = spelled(typed).split(/\s+/).filter(Boolean).map(finder);
    const found = {};
    every().forEach((row) => {
      const place = row.querySelector(".board-place");
      const name = row.querySelector("th a");
      const text = spelled([name.textContent, row.dataset.code, place ? place.textContent : ""].join(" "));
      const fits = finders.every((one) => one.test(text));
      if (fits) found[row.dataset.unit] = (found[row.dataset.unit] || 0) + 1;
      row.hidden = !fits || Boolean(unit() && row.dataset.unit !== unit());
      const message = row.nextElementSibling;
      if (message && message.classList.contains("board-said")) message.hidden = row.hidden;
      [name, place].filter(Boolean).forEach((element) => underline(element, finders));
    });
    chips(found, typed);
    totals();
    carry(typed);
    document.dispatchEvent(new CustomEvent("board:sifted"));
  }

  function chips(found, typed) {
    if (!units) return;
    let without = 0;
    units.querySelectorAll("a").forEach((chip) => {
      const code = chip.dataset.unit;
      if (code === unit()) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
      const number = chip.querySelector("[data-of]");
      if (!number) return;
      number.textContent = (typed ? (found[code] || 0) + "/" : "") + number.dataset.of;
      chip.hidden = !found[code] && code !== unit();
      if (!found[code]) without += 1;
    });
    document.getElementById("board-units-none").textContent = without ? TEXTS.without.replace("{number}", without) : "";
  }

  // The foot counts what is seen; the line above says of how many.
  function totals() {
    const seen = rows();
    const number = (count) => count.toLocaleString(document.documentElement.lang);
    const put = (name, count) =>
      form.querySelectorAll("[data-total='" + name + "']").forEach((place) => {
        const inner = place.querySelector("strong");
        (inner || place).textContent = number(count);
        if (inner) place.hidden = !count;
      });
    put("rows", seen.length);
    put("disciplined", seen.filter((row) => "disciplined" in row.dataset).length);
    put("lacking", seen.filter((row) => "lacking" in row.dataset).length);
    ["reached", "stands"].forEach((what) =>
      form.querySelectorAll("[data-total^='" + what + "-']").forEach((place) => {
        const level = place.dataset.total.slice(what.length + 1);
        put(place.dataset.total, seen.filter((row) => row.dataset[what] === level).length);
      }),
    );
    const narrowed = seen.length < Number(count.dataset.all);
    count.hidden = !narrowed;
    count.querySelector("[data-seen]").textContent = number(seen.length);
    if (bar) bar.classList.toggle("is-narrowed", narrowed);
    document.getElementById("board-frame").hidden = !seen.length;
    document.getElementById("board-nothing").hidden = Boolean(seen.length);
  }

  // The address, the links and the form carry on what is typed.
  function carry(typed) {
    const changed = (search) => {
      const query = new URLSearchParams(search);
      [["q", typed], ["unit", unit()]].forEach(([name, value]) => (value ? query.set(name, value) : query.delete(name)));
      return query.toString();
    };
    const address = changed(window.location.search);
    if (address !== new URLSearchParams(window.location.search).toString()) {
      window.history.replaceState(null, "", window.location.pathname + "?" + address + window.location.hash);
    }
    const back = form.querySelector("input[name='back']");
    back.value = changed(back.value);
    document.querySelectorAll(".board-filters .push a, .board-pool-link, #board-units a").forEach((link) => {
      const [path, search] = link.getAttribute("href").split("?");
      const own = new URLSearchParams(search).get("unit") || "";
      const query = new URLSearchParams(changed(search));
      if (link.dataset.unit !== undefined) own ? query.set("unit", own) : query.delete("unit");
      link.setAttribute("href", path + "?" + query.toString());
    });
  }

  words.addEventListener("input", sift);
  words.form.addEventListener("change", (event) => {
    if (event.target !== words && event.target !== unitList) return;
    event.stopPropagation();
    sift();
  });
  words.form.addEventListener("submit", (event) => {
    if (document.activeElement !== words) return;
    event.preventDefault();
    sift();
  });
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const chip = event.target.closest("#board-units a");
    const clear = event.target.closest("[data-clear]");
    const others = new URLSearchParams(window.location.search);
    if (clear && (others.get("reached") || others.get("warning") || others.get("pool"))) return;
    if (!chip && !clear) return;
    event.preventDefault();
    if (clear) words.value = "";
    if (unitList) unitList.value = chip ? chip.dataset.unit : "";
    sift();
  });

  // Rows that were drawn anew are seen or hidden as the others.
  document.addEventListener("board:drawn", sift);
  if (words.value || unit()) sift();
})();
