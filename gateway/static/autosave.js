// Saves a form while the person types, with the version it was read at; says so, or says why not.
const form = document.querySelector("form[data-autosave]");
const note = form && document.getElementById(form.dataset.note);
let timer, running, dirty = false;

const say = (text, wrong) => {
  note.textContent = text;
  note.classList.toggle("wrong", Boolean(wrong));
};

async function save() {
  if (running) return (dirty = true);
  running = true;
  dirty = false;
  say(form.dataset.saving);
  try {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
    if (answer.ok) {
      const saved = await answer.json();
      form.elements.etag.value = saved.etag;
      document.querySelectorAll("[data-same-etag]").forEach((field) => (field.value = saved.etag));
      if (!dirty) say(saved.text);
    } else if (answer.type === "opaqueredirect") {
      say(form.dataset.signin, true);
    } else {
      const found = (await answer.json()).problem;
      const first = found.errors && Object.values(found.errors)[0];
      say(answer.status === 422 && first ? first[0].message : found.detail, true);
    }
  } catch {
    say(form.dataset.offline, true);
    timer = setTimeout(save, 10000);
  }
  running = false;
  if (dirty) save();
}

if (form) {
  form.addEventListener("input", () => {
    say(form.dataset.unsaved);
    clearTimeout(timer);
    timer = setTimeout(save, 1500);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}
