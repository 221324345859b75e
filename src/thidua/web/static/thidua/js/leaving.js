/* Signing out while something written on this machine was never sent: said first, and dropped only when whoever
   leaves wants it so. Rooms keep such things in localStorage and IndexedDB under "thidua-unsent:ACCOUNT:". */
"use strict";

(function () {
  const texts = JSON.parse(document.getElementById("texts-leaving").textContent);
  const STORE = "thidua-unsent";

  function unsent(account) {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(STORE + ":" + account + ":"));
    } catch (error) {
      return [];
    }
  }

  function dropFiles(account) {
    return new Promise((done) => {
      const opening = indexedDB.open(STORE);
      opening.onerror = done;
      opening.onsuccess = () => {
        const names = Array.from(opening.result.objectStoreNames);
        if (!names.length) {
          done();
          return;
        }
        const from = STORE + ":" + account + ":";
        const work = opening.result.transaction(names, "readwrite");
        names.forEach((name) => work.objectStore(name).delete(IDBKeyRange.bound(from, from + "\uffff")));
        work.oncomplete = done;
        work.onerror = done;
      };
    });
  }

  async function drop(account) {
    unsent(account).forEach((key) => localStorage.removeItem(key));
    try {
      await dropFiles(account);
    } catch (error) {
      // a browser without it kept none
    }
  }

  function button(words) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = words;
    return made;
  }

  function ask(form, number) {
    const box = document.createElement("dialog");
    const words = document.createElement("p");
    const row = document.createElement("div");
    const stay = button(texts.stay);
    const leave = button(texts.leave);
    box.className = "leaving";
    box.setAttribute("aria-label", texts.title);
    words.textContent = texts.unsent.replace("{number}", number);
    row.className = "button-row gap-top";
    row.append(stay, leave);
    box.append(words, row);
    document.body.append(box);
    box.addEventListener("close", () => box.remove());
    stay.addEventListener("click", () => box.close());
    leave.addEventListener("click", async () => {
      leave.disabled = true;
      await drop(form.dataset.leaves);
      form.submit();
    });
    box.showModal();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-leaves]");
    const number = form ? unsent(form.dataset.leaves).length : 0;
    if (!number) return;
    event.preventDefault();
    ask(form, number);
  });
})();
