// The organizing office: keep the entry of this page in sight, and ask how much waits behind each where the page does not know.
const side = document.querySelector("[data-waiting]");
const here = side?.querySelector("[aria-current]");
const part = here?.closest(".side-column");
part?.scrollTo({ top: here.offsetTop - part.clientHeight / 2 });

const showWaiting = (counts) => document.querySelectorAll("[data-waits]").forEach((badge) => {
  const count = counts[badge.dataset.waits] ?? 0;
  badge.querySelector("[data-count]").textContent = count;
  badge.hidden = !count;
});
if (side?.dataset.waiting) {
  fetch(side.dataset.waiting, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : {}))
    .then(showWaiting)
    .catch(() => { /* the next page asks again */ });
}
