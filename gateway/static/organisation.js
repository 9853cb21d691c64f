// Names alike to the organisation that is being typed, asked for a moment after the last letter.
const place = document.querySelector("[data-alike]");
const organisation = document.getElementById("organisation");
let waiting;
organisation?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    try {
      const answer = await fetch(`${place.dataset.alike}?${new URLSearchParams({ name: organisation.value })}`, { redirect: "error" });
      if (answer.ok) place.innerHTML = await answer.text();
    } catch { /* offers can wait; the next page has them */ }
  }, 1200);
});
