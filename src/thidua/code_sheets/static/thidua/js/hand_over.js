/* The button says how many codes are ticked; without a script it says none. */
"use strict";

(function () {
  const TEXTS = JSON.parse(document.getElementById("texts-hand_over").textContent);
  const form = document.querySelector("[data-hand-over]");
  const button = form && form.querySelector("[data-hand-over-button]");
  if (!button) return;
  const plain = button.textContent;
  form.addEventListener("change", say);
  say();

  function say() {
    const number = form.querySelectorAll("[name='row']:checked").length;
    button.textContent = number ? TEXTS.confirm.replace("{number}", number) : plain;
  }
})();
