// On every page: focus what went wrong, count characters as people do, send once, keep the unread count fresh.
const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

const problem = document.querySelector("[data-focus]");
if (problem) problem.focus();

each("[data-count-for]", (note) => {
  const field = document.getElementById(note.dataset.countFor);
  const show = () => {
    const count = [...field.value.trim().replace(/\r\n/g, "\n")].length;
    note.textContent = note.dataset.text.replace("{count}", count).replace("{most}", field.dataset.most);
    note.classList.toggle("over", count > Number(field.dataset.most));
  };
  field.addEventListener("input", show);
  show();
});

each("form[method=post]", (form) => {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
  });
});
window.addEventListener("pageshow", () => each("form[data-sent]", (form) => delete form.dataset.sent));

const badge = document.querySelector("[data-unread]");
if (badge) {
  const show = (count) => {
    badge.hidden = !count;
    badge.querySelector("[data-count]").textContent = count;
  };
  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(badge.dataset.unread, { headers: { Accept: "application/json" } });
      if (answer.ok) show((await answer.json()).unread);
    } catch { /* the next round asks again */ }
  };
  setInterval(ask, 20000);
  document.addEventListener("visibilitychange", ask);
  document.addEventListener("egret:news", () => setTimeout(ask, 300));
}

each("[data-copy]", (button) => {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = button.dataset.done;
  });
});
each("[data-print]", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
