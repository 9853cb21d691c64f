// On every page: focus what went wrong, count characters as people do, send once, keep the unread count fresh.
const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
const COPIES = "egret:typed:";
const SENT = "egret:sent";
const forgetCopies = () => {
  try {
    Object.keys(localStorage).filter((key) => key.startsWith(COPIES)).forEach((key) => localStorage.removeItem(key));
  } catch { /* a browser that keeps nothing has nothing to forget */ }
};

// A copy that was written anew since it was read is another page's by now, and stays.
const dropCopies = (copies) => {
  try {
    for (const { key, at } of copies) if (JSON.parse(localStorage.getItem(key))?.at === at) localStorage.removeItem(key);
  } catch { /* as above */ }
};
// What this tab kept of the form it sent last, if that was the one at this address.
const sentCopies = (address) => {
  try {
    const sent = JSON.parse(sessionStorage.getItem(SENT));
    return sent?.address === address ? sent.copies : [];
  } catch { return []; }
};

document.querySelector("[data-focus]")?.focus();
each("[data-saved]", (note) => dropCopies(sentCopies(note.dataset.saved)));
each("form[action='/signout']", (form) => form.addEventListener("submit", () => forgetCopies()));

// What a person counts: code points of what can be seen; a run of white space is one.
globalThis.visibleLength = (text) => [...text.replace(/\s+/g, " ").replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Cs}\u2800]/gu, "").replace(/ +/g, " ").trim()].length;
const countInto = (note) => {
  const field = document.getElementById(note.dataset.countFor);
  if (!field) return;
  const count = visibleLength(field.value);
  note.textContent = note.dataset.text.replace("{count}", count).replace("{most}", field.dataset.most);
  note.classList.toggle("over", count > Number(field.dataset.most));
};
globalThis.countCharacters = (within) => within.querySelectorAll("[data-count-for]").forEach(countInto);
countCharacters(document);
document.addEventListener("input", (event) => {
  const note = event.target.id && document.querySelector(`[data-count-for="${CSS.escape(event.target.id)}"]`);
  if (note) countInto(note);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => each("form[data-sent]", (form) => delete form.dataset.sent));

const wide = new ResizeObserver((frames) => frames.forEach(({ target }) => (target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1)));
each(".table-frame:not([tabindex])", (frame) => wide.observe(frame)); // what scrolls must be reached by keys

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

document.addEventListener("click", (event) => {
  each(".fold[open]", (fold) => fold.contains(event.target) || (fold.open = false));
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
  }
  event.target.closest("[data-close]")?.closest("dialog").close();
});
document.addEventListener("keydown", (event) => {
  const fold = event.key === "Escape" && document.querySelector(".fold[open]");
  if (!fold) return;
  fold.open = false;
  fold.querySelector("summary").focus();
});

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
