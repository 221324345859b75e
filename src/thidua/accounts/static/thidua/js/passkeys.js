/* Passkeys: the browser makes one, or answers with one, and the form carries what it said.

   <form data-passkey="create | get | confirm"> with either `data-options` (what is asked, as JSON) or `data-options-from`
   (where to ask for it), a button `data-passkey-button`, a hidden field `data-passkey-answer` and a line
   `data-passkey-said`. "confirm" only fills the answer in: the form's own button sends it. */
"use strict";

(function () {
  const TEXTS = JSON.parse(document.getElementById("texts-passkeys").textContent);

  function bytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  }

  function text(buffer) {
    const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function asked(given) {
    const options = { ...given, challenge: bytes(given.challenge) };
    if (given.user) options.user = { ...given.user, id: bytes(given.user.id) };
    for (const list of ["excludeCredentials", "allowCredentials"]) {
      if (given[list]) options[list] = given[list].map((key) => ({ ...key, id: bytes(key.id) }));
    }
    return { publicKey: options };
  }

  function told(credential) {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    return JSON.stringify({
      type: credential.type,
      id: credential.id,
      rawId: text(credential.rawId),
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  }

  async function optionsOf(form, place) {
    if (place.dataset.options) return JSON.parse(place.dataset.options);
    const posting = place.dataset.passkey === "confirm";
    const token = form.querySelector("[name=csrfmiddlewaretoken]");
    const answer = await fetch(place.dataset.optionsFrom, {
      method: posting ? "POST" : "GET",
      headers: { Accept: "application/json", ...(posting && token ? { "X-CSRFToken": token.value } : {}) },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).request_options;
  }

  async function run(place) {
    const form = place.closest("form");
    const line = place.querySelector("[data-passkey-said]");
    const field = place.querySelector("[data-passkey-answer]");
    line.textContent = "";
    if (!window.PublicKeyCredential) {
      line.textContent = TEXTS.none;
      return;
    }
    try {
      const options = asked((await optionsOf(form, place)).publicKey);
      const creating = place.dataset.passkey === "create";
      field.value = told(await navigator.credentials[creating ? "create" : "get"](options));
    } catch (fault) {
      line.textContent = TEXTS[fault.name] || TEXTS.other;
      return;
    }
    if (place.dataset.passkey !== "confirm") {
      form.submit();
      return;
    }
    line.textContent = TEXTS.confirmed;
    place.querySelectorAll("input[required]").forEach((input) => { input.required = false; });
  }

  // Forms may be drawn again while the page is open, so the page listens for all of them.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-passkey-button]");
    if (!button) return;
    event.preventDefault();
    run(button.closest("[data-passkey]"));
  });
})();
