/* The sum of points or weights while they are typed: exact, in hundredths, as the server adds them. */
(() => {
  const form = document.querySelector("[data-criteria]");
  if (!form) return;
  const line = form.querySelector("[data-sum]");
  const found = form.querySelector("[data-found]");
  const wanted = form.querySelector("[data-wanted]");
  const english = document.documentElement.lang === "en";

  /** Hundredths as a whole number; null for nothing or what is no number. */
  const hundredths = (text) => {
    const plain = text.replaceAll(" ", "").replace(",", ".");
    const parts = /^(\d+)(?:\.(\d{1,2}))?$/.exec(plain);
    return parts ? BigInt(parts[1]) * 100n + BigInt((parts[2] ?? "").padEnd(2, "0")) : null;
  };

  /** Ten-thousandths as people read them. */
  const written = (number) => {
    const whole = number / 10000n;
    const rest = String(number % 10000n).padStart(4, "0").replace(/0+$/, "");
    return rest ? `${whole}${english ? "." : ","}${rest}` : String(whole);
  };

  const add = () => {
    const points = form.elements.scale.value === "points";
    let sum = 0n;
    for (const row of form.querySelectorAll(".criterion")) {
      const weight = hundredths(row.querySelector("[name$='-weight']").value);
      const most = hundredths(row.querySelector("[name$='-points']").value);
      if (points && most !== null) sum += most * (weight ?? 100n);
      if (!points && weight !== null) sum += weight * 100n;
    }
    const whole = points ? (hundredths(form.elements.total.value) ?? 10000n) * 100n : 1000000n;
    found.textContent = written(sum);
    wanted.textContent = written(whole);
    line.classList.toggle("is-right", sum === whole);
  };

  form.addEventListener("input", add);
  add();
})();
