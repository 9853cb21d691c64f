// Forms that lose no word: saved while one types, kept in this browser while that fails, checked before they are sent.
const WEEK = 7 * 86400000;
const form = document.querySelector("form[data-kit]");
const names = () => [...form.elements].filter((one) => one.name && !["hidden", "password", "file", "submit", "button"].includes(one.type));
// Asked as an attribute: buttons are called `action` too, and a form's fields hide its own properties.
const address = form?.getAttribute("action");
// A copy for each page that is open, so that none takes away what another kept.
const prefix = form && `${COPIES}${form.dataset.owner}:${address}#`;
const keeps = form?.dataset.owner && "draft" in form.dataset;

const typed = () => Object.fromEntries(names().map((one) => [one.name, [...new FormData(form).getAll(one.name)]]));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const copy = {
  own: prefix && prefix + Math.random().toString(36).slice(2),
  taken: [], // copies of pages before this one, whose text stands here now
  all() {
    try {
      const found = Object.keys(localStorage).filter((one) => one.startsWith(prefix));
      const read = found.map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
      return read.filter((one) => Date.now() - one.at < WEEK).sort((one, other) => other.at - one.at);
    } catch { return []; }
  },
  // The copy kept last that says something else than the page. What says the same is taken as part of the page.
  open() {
    const [here, kept] = [typed(), copy.all()];
    copy.taken = kept.filter((one) => same(one.fields, here));
    return kept.find((one) => !copy.taken.includes(one));
  },
  write() {
    try {
      localStorage.setItem(copy.own, JSON.stringify({ etag: form.elements.etag.value, at: Date.now(), fields: typed() }));
      dropCopies(copy.taken);
      copy.taken = [];
    } catch { /* full or forbidden: the server has it soon */ }
  },
  mine: () => copy.all().filter((one) => one.key === copy.own).concat(copy.taken),
  drop() {
    dropCopies(copy.mine());
    copy.taken = [];
  },
  // Read by the page that says that the form was saved, or that shows it again.
  send() {
    try { sessionStorage.setItem(SENT, JSON.stringify({ address, copies: copy.mine() })); } catch { /* as above */ }
  },
};
let filling = false;
const fill = (fields) => {
  filling = true;
  globalThis.makeRows?.(Object.keys(fields));
  for (const one of names()) {
    const answers = fields[one.name];
    if (!answers) continue;
    if (["checkbox", "radio"].includes(one.type)) one.checked = answers.includes(one.value);
    else one.value = answers[0] ?? "";
    one.dispatchEvent(new Event("input", { bubbles: true }));
  }
  filling = false;
};

function draft() {
  const text = form.dataset;
  const note = document.getElementById("note");
  const newer = form.querySelector("[data-newer]");
  const found = form.querySelector("[data-found]");
  let timer, running, pressed, dirty = false, unsaved = false, stopped = "conflicting" in text, leaving = false;
  const say = (sentence, wrong) => {
    note.textContent = sentence;
    note.classList.toggle("wrong", Boolean(wrong));
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  const body = () => {
    const sent = new URLSearchParams(new FormData(form));
    sent.set("action", "autosave");
    return sent;
  };

  async function save() {
    if (stopped || leaving) return;
    if (running) return (dirty = true);
    [running, dirty] = [true, false];
    say(text.saving);
    try {
      const answer = await fetch(address, { method: "POST", body: body(), redirect: "manual" });
      if (answer.ok) {
        const saved = await answer.json();
        form.elements.etag.value = saved.etag;
        unsaved = dirty;
        if (dirty) copy.write();
        else copy.drop();
        if (!dirty) say(saved.text);
        found.querySelector("button").hidden = true;
      } else if (answer.type === "opaqueredirect") say(text.signin, true);
      else if (answer.status >= 500) throw new Error("away");
      else if (answer.headers.get("Content-Type")?.includes("json")) refused(await answer.json());
      else {
        stopped = true;
        say(text.refused, true);
      }
    } catch {
      say(text.offline, true);
      later(10000);
    }
    running = false;
    if (pressed) form.requestSubmit(pressed.button);
    else if (dirty && !stopped) save();
  }
  function refused({ conflict, problem }) {
    if (conflict) {
      stopped = true;
      newer.hidden = false;
      newer.scrollIntoView({ block: "center" });
      return say(text.stopped, true);
    }
    const first = problem?.errors && Object.values(problem.errors)[0];
    say((first && first[0].message) || problem?.detail || text.offline, true);
  }

  const kept = copy.open();
  if ("loose" in text) copy.taken.push(...sentCopies(address));
  else {
    copy.drop();
    if (kept) {
      fill(kept.fields);
      form.elements.etag.value = kept.etag;
      copy.taken = [kept];
      unsaved = true;
      found.hidden = false;
      say(text.unsaved);
      later(500);
    }
  }
  form.addEventListener("input", () => {
    if (filling) return;
    unsaved = true;
    copy.write();
    if (stopped) return;
    say(text.unsaved);
    if (running) dirty = true;
    else later(1500);
  });
  // A press waits for a save under way: sent beside it, the form would meet its own change as somebody else's.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    leaving = true;
    copy.send();
    if (!running) return;
    event.preventDefault();
    pressed = { button: event.submitter };
  });
  window.addEventListener("online", () => unsaved && later(0));
  document.querySelectorAll("[data-drop-copy]").forEach((one) =>
    one.addEventListener("click", () => {
      copy.drop();
      leaving = true;
      if (one.type === "button") window.location.reload();
    }),
  );
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
}

// What is sent once, such as a comment: kept in this browser until it arrived.
function remember() {
  const found = form.querySelector("[data-found]");
  const kept = copy.open();
  if (kept) {
    fill(kept.fields);
    copy.taken.push(kept);
    found.hidden = false;
  }
  form.addEventListener("input", () => filling || copy.write());
  form.addEventListener("submit", copy.send);
  found.querySelector("[data-drop-copy]").addEventListener("click", () => {
    copy.drop();
    form.reset();
    found.hidden = true;
  });
}

function checks() {
  const text = form.dataset;
  const wrongWith = (one) => {
    const count = visibleLength(one.value);
    const { most, least } = one.dataset;
    if (one.required && !(one.type === "checkbox" ? one.checked : count)) return text.required;
    if (count && least && count < Number(least)) return text.short.replace("{least}", least).replace("{count}", count);
    if (most && count > Number(most)) return text.long.replace("{most}", most).replace("{count}", count);
    return one.validity && !one.validity.valid && !one.validity.valueMissing ? text.invalid : "";
  };
  const clear = () => document.querySelectorAll("[data-checked]").forEach((one) => one.remove());
  const mark = (one, sentence) => {
    const place = one.closest(".field");
    const message = Object.assign(document.createElement("p"), { className: "field-error", id: `${one.id}-checked`, textContent: sentence });
    message.dataset.checked = "";
    place?.classList.add("has-error");
    (one.closest("label") || one).before(message);
    one.setAttribute("aria-invalid", "true");
    one.setAttribute("aria-describedby", [`${one.id}-hint`, message.id].filter((id) => document.getElementById(id)).join(" "));
  };
  const summary = (found) => {
    const box = Object.assign(document.createElement("div"), { className: "alert alert-danger problem", tabIndex: -1 });
    box.setAttribute("role", "alert");
    box.dataset.checked = "";
    box.append(Object.assign(document.createElement("h2"), { textContent: text.title }), document.createElement("ul"));
    for (const [one, sentence] of found) {
      const label = form.querySelector(`label[for="${one.id}"]`) || one.closest("label");
      const line = document.createElement("li");
      line.append(Object.assign(document.createElement("a"), { href: `#${one.id}`, textContent: `${label.firstChild.textContent.trim()} ${sentence}` }));
      box.lastChild.append(line);
    }
    form.before(box);
    box.focus();
  };
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formNoValidate) return;
    clear();
    names().forEach((one) => {
      if (one.getAttribute("aria-invalid")) one.removeAttribute("aria-invalid");
      one.closest(".field")?.classList.remove("has-error");
    });
    const found = names().map((one) => [one, wrongWith(one)]).filter(([, sentence]) => sentence);
    if (!found.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    found.forEach(([one, sentence]) => mark(one, sentence));
    summary(found);
  });
}

// After the deadline: what stands in this browser alone is shown, for whichever part of the form it was typed into.
function unsent(section) {
  const labels = JSON.parse(section.dataset.labels);
  const kept = Object.keys(localStorage).filter((one) => one.startsWith(COPIES + section.dataset.unsent));
  const answers = kept.flatMap((one) => Object.entries(JSON.parse(localStorage.getItem(one)).fields));
  const lines = answers.map(([name, texts]) => [labels[name.replace(/\.\d+\./, ".")], texts.join("\n").trim()]).filter(([label, text]) => label && text);
  section.querySelector("textarea").value = [...new Set(lines.map((line) => line.join(" ")))].join("\n");
  section.hidden = !lines.length;
}

document.querySelectorAll("[data-unsent]").forEach(unsent);
if (form?.dataset.owner && "remembered" in form.dataset) remember();
if (form) keeps ? draft() : checks();
