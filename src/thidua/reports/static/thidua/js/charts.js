/* Draws the page's charts where there is room for a pointer; every page reads the same without them.

   A figure holds its plain form and, beside it, a table. The specifications come from the address in `data-charts`.
   Nothing is evaluated: expressions run through the interpreter. */
"use strict";

(function () {
  const libraries = document.currentScript.dataset.libraries.split(" ");
  const holder = document.querySelector("[data-charts]");
  const saving = navigator.connection && navigator.connection.saveData;
  if (!holder || saving || !window.matchMedia("(min-width: 700px)").matches) return;

  let fetched = null;

  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  async function everything() {
    const asked = fetch(holder.dataset.charts, { headers: { Accept: "application/json" } });
    for (const address of libraries) await load(address);
    await document.fonts.ready;
    const answer = await asked;
    if (!answer.ok || answer.redirected) throw new Error("no charts");
    return answer.json();
  }

  // Panels cannot ask how wide their place is: they share it.
  function shared(spec, width) {
    if (!spec.facet) return spec;
    const groups = new Set(spec.data.values.map((value) => value[spec.facet.field])).size;
    const columns = width >= 400 ? groups : 1;
    const room = Math.floor((width - columns * 52 - (columns - 1) * spec.spacing) / columns);
    return { ...spec, columns, spec: { ...spec.spec, width: room } };
  }

  async function draw(figure) {
    fetched = fetched || everything();
    const spec = (await fetched)[figure.dataset.chart];
    if (!spec) return;
    const place = document.createElement("div");
    place.className = "chart-drawn";
    place.setAttribute("aria-hidden", "true"); // the table beside it is read instead
    figure.prepend(place);
    const compiled = vegaLite.compile(shared(spec, place.clientWidth), { logger: vega.logger(vega.Error) }).spec;
    const view = new vega.View(vega.parse(compiled, null, { ast: true }), {
      expr: window.expressionInterpreter,
      renderer: "svg",
      container: place,
      hover: true,
      tooltip: tell,
    });
    try {
      await view.runAsync();
      figure.classList.add("is-drawn");
      const table = figure.nextElementSibling;
      if (table && table.matches("details.beside")) table.open = false;
    } catch (error) {
      place.remove();
      throw error;
    }
  }

  const tip = document.createElement("dl");
  tip.className = "chart-tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);

  function tell(handler, event, item, value) {
    tip.hidden = !value;
    if (!value) return;
    tip.replaceChildren();
    for (const [name, said] of Object.entries(value)) {
      const title = document.createElement("dt");
      const text = document.createElement("dd");
      title.textContent = name;
      text.textContent = said;
      tip.append(title, text);
    }
    const left = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
    const above = event.clientY + 18 + tip.offsetHeight > window.innerHeight;
    tip.style.left = left + "px";
    tip.style.top = (above ? event.clientY - tip.offsetHeight - 12 : event.clientY + 18) + "px";
  }
  window.addEventListener("scroll", () => (tip.hidden = true), { passive: true });

  for (const figure of holder.querySelectorAll("[data-chart]")) {
    const fold = figure.closest("details:not([open])");
    const drawn = () => draw(figure).catch(() => {}); // the plain form stays
    if (fold) fold.addEventListener("toggle", drawn, { once: true }); // folded away it has no width
    else drawn();
  }
})();
