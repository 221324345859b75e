/* What is typed and not yet sent, kept in this browser under the account: text at once in localStorage, files a
   moment later in IndexedDB. Signing out drops it after a warning (leaving.js). Rooms that write on a bad line
   share it; each names its own entries by how their key looks. */
"use strict";

(function () {
  const STORE = "thidua-unsent";
  const PATIENCE = 180000;
  const REFUSED = [400, 404, 409, 413, 415, 422];

  function clock(at) {
    const day = new Date(at);
    return String(day.getHours()).padStart(2, "0") + ":" + String(day.getMinutes()).padStart(2, "0");
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  // The entries of one account whose keys `isMine` knows; each has an `id`, and `files` where it carries some.
  function open(account, isMine) {
    const mark = STORE + ":" + account + ":";
    let store = null;
    try {
      store = window.idbKeyval.createStore(STORE, "notes");
    } catch (error) {
      // a browser that keeps no files: text is kept all the same
    }

    function ids() {
      const found = [];
      try {
        for (let at = 0; at < localStorage.length; at += 1) {
          const key = localStorage.key(at);
          if (key.startsWith(mark) && isMine(key.slice(mark.length))) found.push(key.slice(mark.length));
        }
      } catch (error) {
        return [];
      }
      return found;
    }

    function read(id) {
      try {
        return JSON.parse(localStorage.getItem(mark + id) || "null");
      } catch (error) {
        return null;
      }
    }

    // At once and without waiting: what is typed survives a page that is closed in the same second.
    function keepText(entry) {
      const files = (entry.files || []).map((file) => ({ name: file.name, caption: file.caption }));
      try {
        localStorage.setItem(mark + entry.id, JSON.stringify({ ...entry, files }));
        return true;
      } catch (error) {
        return false;
      }
    }

    async function keepWhole(entry) {
      if (!store) return false;
      try {
        await window.idbKeyval.update(mark + entry.id, () => ({ at: entry.at, files: entry.files }), store);
        return true;
      } catch (error) {
        return false;
      }
    }

    async function filesOf(id) {
      try {
        const whole = store && (await window.idbKeyval.get(mark + id, store));
        return whole ? whole.files : [];
      } catch (error) {
        return [];
      }
    }

    async function drop(id) {
      try {
        localStorage.removeItem(mark + id);
        if (store) await window.idbKeyval.del(mark + id, store);
      } catch (error) {
        // nothing was there
      }
    }

    return { drop, filesOf, ids, keepText, keepWhole, read };
  }

  // What became of what was posted: "sent", "refused", "sign-in" or "later", and what the server said of it.
  async function post(address, body, header) {
    let answer = null;
    try {
      answer = await fetch(address, {
        method: "POST",
        body,
        redirect: "manual",
        credentials: "same-origin",
        headers: { [header]: "1" },
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch (error) {
      return { became: "later", said: {} };
    }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return { became: "sign-in", said: {} };
    if (!answer.ok && !REFUSED.includes(answer.status)) return { became: "later", said: {} };
    let said = {};
    try {
      said = await answer.json();
    } catch (error) {
      // a page of the server's own, not of ours
    }
    return { became: answer.ok ? "sent" : "refused", said };
  }

  // Of several pages one sends.
  async function alone(work) {
    if (navigator.locks) await navigator.locks.request(STORE, work);
    else await work();
  }

  window.unsent = { alone, clock, fill, open, post };
})();
