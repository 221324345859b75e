/* Passwords can be looked at while they are typed; without a script they stay dots. */
"use strict";

(function () {
  const TEXTS = JSON.parse(document.getElementById("texts-accounts").textContent);

  document.querySelectorAll("input[type='password']").forEach((input) => {
    const frame = document.createElement("div");
    const button = document.createElement("button");
    frame.className = "password";
    button.type = "button";
    input.replaceWith(frame);
    frame.append(input, button);
    say(false);
    button.addEventListener("click", () => {
      const show = input.type === "password";
      input.type = show ? "text" : "password";
      say(show);
      input.focus();
    });

    function say(shown) {
      button.textContent = shown ? TEXTS.hide : TEXTS.show;
      button.setAttribute("aria-label", shown ? TEXTS.hideTyped : TEXTS.showTyped);
      button.setAttribute("aria-pressed", String(shown));
    }
  });

  // Sent with dots, so that the browser remembers it as a password and nothing else.
  document.addEventListener("submit", (event) => {
    event.target.querySelectorAll(".password input").forEach((input) => { input.type = "password"; });
  });
})();
