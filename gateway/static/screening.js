// The checklist of a screening by keyboard: J and K move, 1 2 3 choose; a reason begins with the words of its point.
// A link to what a point is about turns to the entry.
const points = [...document.querySelectorAll("[data-point]")];
document.querySelector("[data-keys]")?.removeAttribute("hidden");
const verdict = (point) => point.querySelector("input:checked")?.value;
const settle = (point) => {
  const reason = point.querySelector("[data-reason]");
  reason.hidden = verdict(point) !== "fail" && !reason.querySelector("textarea").value;
};
for (const point of points) {
  settle(point);
  point.addEventListener("change", (event) => {
    const text = point.querySelector("textarea");
    if (event.target.value === "fail" && !text.value) text.value = text.dataset.start;
    settle(point);
    if (event.target.value === "fail") text.focus();
  });
}
document.addEventListener("click", (event) => {
  if (event.target.matches("[data-about] a")) document.getElementById("part-entry").checked = true; // where one part is shown at a time
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, input:not([type=radio]), select")) return;
  const at = points.indexOf(document.activeElement?.closest("[data-point]"));
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  if (step) {
    const next = points[Math.min(points.length - 1, Math.max(0, at + step))];
    (next?.querySelector("input:checked") ?? next?.querySelector("input"))?.focus();
  } else if (at >= 0 && ["1", "2", "3"].includes(event.key)) {
    const chosen = points[at].querySelectorAll("input[type=radio]")[event.key - 1];
    chosen.checked = true;
    chosen.dispatchEvent(new Event("input", { bubbles: true }));
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
  } else return;
  event.preventDefault();
});
