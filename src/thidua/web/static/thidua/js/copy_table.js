/* A table to the clipboard, as its page declared it: text for everything, and a table whose numbers carry their value,
   so that a spreadsheet of either language takes 91,8% as a share and leaves 9/9 and 00125 alone. */
"use strict";

(function () {
  const TEXTS = JSON.parse(document.getElementById("texts-copy_table").textContent);
  const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  const escaped = (text) => text.replace(/[&<>"']/g, (sign) => ESCAPED[sign]);

  // A number format as a style sheet holds it: every sign that is no letter or figure behind a backslash.
  const style = (format) => "mso-number-format:&quot;" + format.replace(/[^A-Za-z0-9]/g, (sign) => "\\" + escaped(sign)) + "&quot;";

  // A cell is text, or a number: how it reads, its value, its format.
  function inHtml(cell) {
    if (typeof cell === "string") return `<td style="${style("@")}" x:str>${escaped(cell)}</td>`;
    const [reads, value, format] = cell;
    return `<td style="${style(format)}" x:num="${value}" sdval="${value}">${escaped(reads)}</td>`;
  }

  const inText = (cell) => (typeof cell === "string" ? cell : cell[0]).replace(/\s+/g, " ").trim();

  function read(table) {
    const rows = Array.from(table.querySelectorAll("tbody tr[data-cells]:not([hidden])")).map((row) => JSON.parse(row.dataset.cells));
    return { heads: JSON.parse(table.dataset.columns), rows };
  }

  function flavours({ heads, rows }) {
    const head = heads.map((text) => `<th style="${style("@")}">${escaped(text)}</th>`).join("");
    const body = rows.map((row) => `<tr>${row.map(inHtml).join("")}</tr>`).join("\n");
    return {
      "text/plain": [heads, ...rows].map((row) => row.map(inText).join("\t")).join("\n"),
      "text/html":
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table>' +
        `<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></body></html>`,
    };
  }

  // The event takes the table as it is, on any connection; where a browser has no such event, its clipboard does.
  async function write(kinds) {
    let filled = false;
    const fill = (event) => {
      event.preventDefault();
      Object.entries(kinds).forEach(([kind, text]) => event.clipboardData.setData(kind, text));
      filled = true;
    };
    document.addEventListener("copy", fill, true);
    const taken = document.execCommand("copy");
    document.removeEventListener("copy", fill, true);
    if (taken && filled) return;
    const blobs = Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], { type: kind })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const table = document.getElementById(button.dataset.copy);
    const status = document.getElementById(button.dataset.copyStatus);
    const found = read(table);
    try {
      await write(flavours(found));
      status.textContent = TEXTS.copied.replace("{number}", found.rows.length);
    } catch (error) {
      status.textContent = TEXTS.notCopied;
    }
    button.focus();
  });
})();
