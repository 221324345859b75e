/* A slip: the one form of the page, drawn one candidate a screen. Nothing is kept: no storage, no request before it
   is sent, and what was marked is gone from the form whenever the page is left or comes back. Without this script
   the same form is one long page. Below: copying a receipt, and looking for one in the list, on this machine. */
"use strict";

(function () {
  const TEXTS = JSON.parse(document.getElementById("texts-ballots").textContent);
  const form = document.querySelector("[data-slip]");
  if (form) drawSlip(form);

  function drawSlip(form) {
    const ones = Array.from(form.querySelectorAll("[data-slip-one]"));
    const review = form.querySelector("[data-slip-review]");
    const place = form.querySelector("[data-slip-place]");
    const bar = form.querySelector("[data-slip-bar]");
    const before = form.querySelector("[data-slip-before]");
    const next = form.querySelector("[data-slip-next]");
    const lines = form.querySelector("[data-slip-lines]");
    let at = 0;
    let sent = false;

    function chosen(one) {
      const radio = one.querySelector("input[type='radio']:checked");
      return radio ? radio.closest("label").querySelector("[data-word]").textContent : TEXTS.own;
    }

    function line(one, number) {
      const item = document.createElement("li");
      const button = document.createElement("button");
      const word = document.createElement("strong");
      button.type = "button";
      button.className = "bl-line";
      button.textContent = one.querySelector("[data-name]").textContent;
      word.textContent = chosen(one);
      button.append(word);
      button.addEventListener("click", () => show(number, true));
      item.append(button);
      return item;
    }

    function show(number, focus) {
      at = Math.max(0, Math.min(number, ones.length));
      const last = at === ones.length;
      ones.forEach((one, index) => { one.hidden = index !== at; });
      review.hidden = !last;
      bar.hidden = last;
      lines.replaceChildren(...(last ? ones.map(line) : []));
      place.textContent = last
        ? TEXTS.review
        : TEXTS.place.replace("{at}", at + 1).replace("{of}", ones.length);
      bar.max = ones.length;
      bar.value = at + 1;
      before.hidden = at === 0;
      next.hidden = last;
      next.textContent = at === ones.length - 1 ? TEXTS.toReview : TEXTS.next;
      if (!focus) return;
      const head = last ? review.querySelector("h2") : ones[at].querySelector("[data-name]");
      head.focus();
      window.scrollTo(0, 0);
    }

    function anew() {
      sent = false;
      form.reset();
      show(0, false);
    }

    form.classList.add("is-stepped");
    before.addEventListener("click", () => show(at - 1, true));
    next.addEventListener("click", () => show(at + 1, true));
    // Enter in a choice would send the whole form: it goes on to the next one instead.
    form.addEventListener("submit", (event) => {
      if (at < ones.length) {
        event.preventDefault();
        show(at + 1, true);
      } else if (sent) event.preventDefault();
      else sent = true;
    });
    window.addEventListener("pageshow", anew);
    window.addEventListener("pagehide", () => form.reset());
    anew();
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy-code]");
    if (!button) return;
    const said = document.querySelector("[data-copied]");
    const code = document.getElementById(button.dataset.copyCode);
    try {
      await navigator.clipboard.writeText(code.textContent.trim());
      said.textContent = TEXTS.copied;
    } catch {
      getSelection().selectAllChildren(code);
      said.textContent = TEXTS.notCopied;
    }
  });

  const wanted = document.querySelector("[data-receipt-wanted]");
  if (wanted) {
    const said = document.querySelector("[data-receipt-said]");
    const codes = Array.from(document.querySelectorAll("[data-receipt]"));
    wanted.addEventListener("input", () => {
      const signs = wanted.value.normalize("NFKC").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1")
        .replace(/[^0-9A-Z]/g, "");
      let found = null;
      codes.forEach((code) => {
        const its = code.textContent.replace(/[^0-9A-Z]/g, "");
        code.classList.toggle("is-found", signs.length === 8 && its === signs);
        if (signs.length === 8 && its === signs) found = code;
      });
      said.textContent = signs.length < 8 ? "" : found ? TEXTS.listed : TEXTS.notListed;
    });
  }
})();
