/* Keys of the state board: arrows go between cells, Enter opens the list under one (its link does),
   Space marks the row to be reminded, Escape closes the list. Without it every cell is a link. */
"use strict";

(function () {
  const table = document.getElementById("states");
  if (!table) return;
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  function rows() {
    return Array.from(table.querySelectorAll("tr[data-row]"));
  }

  function inColumn(row, column) {
    const cell = row && row.cells[column];
    return cell && cell.querySelector("[data-cell]");
  }

  function sideways(row, column, step) {
    for (let at = column + step; at > 0 && at < row.cells.length; at += step) {
      const link = inColumn(row, at);
      if (link) return link;
    }
    return null;
  }

  function upDown(row, column, step) {
    const all = rows();
    for (let at = all.indexOf(row) + step; at >= 0 && at < all.length; at += step) {
      const link = inColumn(all[at], column);
      if (link) return link;
    }
    return null;
  }

  function close(open) {
    const list = open && open.querySelector("[data-list]");
    if (!list) return false;
    open.querySelector("td").replaceChildren();
    const row = open.previousElementSibling;
    row.classList.remove("is-here");
    const cell = row.querySelector(".is-open [data-cell]") || row.querySelector("[data-cell]");
    row.querySelectorAll(".is-open").forEach((one) => one.classList.remove("is-open"));
    if (cell) cell.focus();
    return true;
  }

  table.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === "Escape") {
      const row = event.target.closest("tr");
      const open = row && (row.classList.contains("states-open") ? row : row.nextElementSibling);
      if (close(open)) event.preventDefault();
      return;
    }
    const link = event.target.closest("[data-cell]");
    if (!link) return;
    const row = link.closest("tr");
    if (event.key === " ") {
      const mark = row.querySelector("[data-mark]");
      event.preventDefault();
      if (mark) mark.click();
      return;
    }
    const step = STEPS[event.key];
    if (!step) return;
    const column = link.closest("td").cellIndex;
    const next = step[0] ? upDown(row, column, step[0]) : sideways(row, column, step[1]);
    event.preventDefault();
    if (next) next.focus();
  });

  table.addEventListener("click", (event) => {
    const closing = event.target.closest("[data-close-list]");
    if (closing) {
      close(closing.closest("tr"));
      return;
    }
    const link = event.target.closest("[data-cell]");
    if (!link) return;
    const row = link.closest("tr");
    row.querySelectorAll(".is-open").forEach((one) => one.classList.remove("is-open"));
    link.closest("td").classList.add("is-open");
    row.classList.add("is-here");
  });
})();
