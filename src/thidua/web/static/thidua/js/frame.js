/* Small comforts of the frame; every page reads the same without them. */
"use strict";

(function () {
  const search = document.getElementById("search-input");
  const panel = document.getElementById("panel");
  let opener = null;

  document.documentElement.classList.add("has-script");

  function typing(element) {
    return element.matches("input, textarea, select, [contenteditable]");
  }

  function closePanel() {
    if (!panel || !panel.firstElementChild) return false;
    panel.replaceChildren();
    if (opener && opener.isConnected) opener.focus();
    return true;
  }

  function closeResults() {
    const results = document.getElementById("search-results");
    if (!results || !results.firstElementChild) return false;
    results.replaceChildren();
    return true;
  }

  function openMenus() {
    return document.querySelectorAll("details.menu[open]");
  }

  function rows(table) {
    return Array.from(table.querySelectorAll("tbody tr")).filter((row) => row.querySelector("a[href]"));
  }

  // "/" goes to the search box, Escape closes what is open, arrows walk the rows of a list.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && search && !typing(event.target)) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape") {
      openMenus().forEach((menu) => {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
      if (!closeResults()) closePanel();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      walk(event, event.key === "ArrowDown" ? 1 : -1);
    }
  });

  function walk(event, step) {
    const found = event.target.closest("#search-input, #search-results a");
    if (found) {
      const links = Array.from(document.querySelectorAll("#search-results a"));
      if (!links.length) return;
      event.preventDefault();
      const next = links.indexOf(found) + step;
      (next < 0 ? search : links[Math.min(next, links.length - 1)]).focus();
      return;
    }
    const row = event.target.closest("table.is-list tbody tr");
    if (!row || typing(event.target)) return;
    const all = rows(row.closest("table"));
    const next = all[all.indexOf(row) + step];
    if (!next) return;
    event.preventDefault();
    next.querySelector("a[href]").focus();
  }

  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    if (!event.target.closest(".search")) closeResults();
    if (event.target.closest("[data-close-panel]")) closePanel();
    if (event.target.closest("[data-print]")) window.print();
    const reasons = event.target.closest("[hx-target='#panel']");
    if (reasons) opener = reasons;
  });

  // A part that could not be fetched, or that asks to sign in again: open its page instead, which says so in full.
  function openWhole(event) {
    const context = event.detail.ctx;
    const link = context && context.sourceElement && context.sourceElement.closest("a[href]");
    if (link) window.location.assign(link.href);
  }
  document.addEventListener("htmx:response:error", openWhole);
  document.addEventListener("htmx:before:response", (event) => {
    const response = event.detail.ctx.response;
    if (!response || !response.raw.redirected) return;
    event.preventDefault();
    openWhole(event);
  });

  // A choice in a filter applies at once; without a script its button does it. A box that acts while typing did it.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submit-on-change]");
    if (form && !event.target.matches("[data-live]")) form.requestSubmit();
  });

  // Reasons opened in the side panel take the focus, so that they are read and Escape closes them.
  if (panel) {
    new MutationObserver(() => {
      const head = panel.querySelector("[tabindex='-1']");
      if (head) head.focus();
    }).observe(panel, { childList: true });
  }
})();
