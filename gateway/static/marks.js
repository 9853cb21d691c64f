// The table of marks: each row is saved by itself while one types, and kept in this browser while that fails.
const form = document.getElementById("marks");
const rows = [...form.querySelectorAll("[data-row]")].map((line) => ({ line, cells: [...line.querySelectorAll("td input:not([type=hidden])")] }));
const heads = [...form.querySelectorAll("thead [data-mark]")];
const text = form.dataset;
const address = location.pathname;
const keyOf = (row) => `${COPIES}${text.owner}:${address}#${row.line.dataset.row}`;
const etagOf = (row) => form.elements[`etag-${row.line.dataset.row}`];
const values = (row) => row.cells.map((one) => one.value);
const nameOf = (head) => head.firstChild.textContent;
const overall = document.getElementById("note");
let signedOut = false;

const keep = (row) => {
  try { localStorage.setItem(keyOf(row), JSON.stringify({ etag: etagOf(row).value, at: Date.now(), fields: Object.fromEntries(row.cells.map((one) => [one.name, [one.value]])) })); } catch { /* full or forbidden: the server has it soon */ }
};
const drop = (row) => {
  try { localStorage.removeItem(keyOf(row)); } catch { /* as above */ }
};
const kept = (row) => {
  try { return JSON.parse(localStorage.getItem(keyOf(row))); } catch { return null; }
};
const say = (row, sentence, wrong) => {
  const note = row.line.querySelector(".row-note");
  note.textContent = sentence;
  row.line.classList.toggle("has-error", Boolean(wrong));
};
const sum = (row) => {
  const { given, total } = scoreOf(row.cells);
  row.line.querySelector("[data-sum]").textContent = given ? total : "—";
};
const later = (row, wait) => {
  clearTimeout(row.timer);
  row.timer = setTimeout(save, wait, row);
};
const invalid = (row, errors) => row.cells.forEach((one, at) => {
  const wrong = Object.keys(errors).includes(heads[at].id.slice(2));
  one.toggleAttribute("aria-invalid", wrong);
  if (wrong) one.setAttribute("aria-invalid", "true");
});

// Another version was saved meanwhile: both stand side by side until somebody says which one is meant.
function choose(row, etag, stored) {
  const names = heads.map((head, at) => [nameOf(head), stored[at]]).filter(([, mark], at) => mark !== row.cells[at].value);
  etagOf(row).value = etag;
  if (!names.length) return adopt(row, stored);
  row.stopped = true;
  keep(row);
  say(row, text.conflict + names.map(([name, mark]) => `${name} ${mark || text.none}`).join("、") + " ", true);
  const note = row.line.querySelector(".row-note");
  note.append(form.querySelector("[data-choice]").content.cloneNode(true));
  note.querySelector("[data-mine]").addEventListener("click", () => {
    row.stopped = false;
    save(row);
  });
  note.querySelector("[data-theirs]").addEventListener("click", () => adopt(row, stored));
}
function adopt(row, stored) {
  row.cells.forEach((one, at) => (one.value = stored[at]));
  row.stopped = row.unsaved = false;
  drop(row);
  sum(row);
  say(row, "");
}

function refused(row, status, { errors = {}, text: sentence, etag, marks }) {
  if (status === 412) return choose(row, etag, heads.map((head) => marks[head.id.slice(2)] ?? ""));
  invalid(row, errors);
  const wrong = heads.filter((head) => errors[head.id.slice(2)]).map((head) => `${nameOf(head)}：${errors[head.id.slice(2)]}`);
  say(row, wrong.join(" ") || sentence || text.refused, true);
}

async function save(row) {
  if (row.stopped) return;
  if (row.running) return (row.again = true);
  [row.running, row.again] = [true, false];
  say(row, text.saving);
  const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, action: "autosave" });
  for (const one of [etagOf(row), ...row.cells]) body.set(one.name, one.value);
  const sent = values(row).join();
  try {
    const answer = await fetch(address, { method: "POST", body, redirect: "manual" });
    if (answer.ok) saved(row, sent, await answer.json());
    else if (answer.type === "opaqueredirect") {
      signedOut = true;
      say(row, text.signin, true);
    }
    else if (answer.status >= 500) throw new Error("away");
    else if (answer.headers.get("Content-Type")?.includes("json")) refused(row, answer.status, await answer.json());
    else say(row, text.refused, true);
  } catch {
    say(row, text.offline, true);
    later(row, 10000);
  }
  row.running = false;
  if (row.again) save(row);
}
function saved(row, sent, { etag, status, total, text: sentence }) {
  etagOf(row).value = etag;
  row.line.querySelector("[data-status]").innerHTML = status;
  invalid(row, {});
  say(row, "");
  overall.textContent = sentence;
  row.unsaved = sent !== values(row).join();
  if (row.unsaved) return keep(row);
  drop(row);
  row.line.querySelector("[data-sum]").textContent = total ?? "—";
}

function typed(row) {
  row.unsaved = true;
  sum(row);
  keep(row);
  if (!row.stopped) later(row, 1000);
}
// Arrows go from cell to cell, sideways only from the end of what stands there.
function move(event, at, column) {
  const one = event.target;
  const [start, end] = [one.selectionStart, one.selectionEnd];
  const all = start === 0 && end === one.value.length;
  const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0] }[event.key]
    || (event.key === "ArrowLeft" && (all || end === 0) && [0, -1])
    || (event.key === "ArrowRight" && (all || start === one.value.length) && [0, 1]);
  if (!by || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  rows[at + by[0]]?.cells[column + by[1]]?.focus();
}

rows.forEach((row, at) => {
  row.cells.forEach((one, column) => {
    Object.assign(one.dataset, heads[column].dataset);
    one.addEventListener("keydown", (event) => move(event, at, column));
    one.addEventListener("focus", () => one.select());
    one.addEventListener("input", () => typed(row));
  });
  row.line.addEventListener("focusout", (event) => row.unsaved && !row.line.contains(event.relatedTarget) && later(row, 0));
  row.unsaved = "unsaved" in row.line.dataset;
  const copy = kept(row);
  if (!copy) return;
  const stored = values(row);
  row.cells.forEach((one) => (one.value = copy.fields[one.name]?.[0] ?? one.value));
  if (values(row).join() === stored.join()) return drop(row);
  row.unsaved = true;
  sum(row);
  if (copy.etag === etagOf(row).value) later(row, 0);
  else choose(row, etagOf(row).value, stored);
});
window.addEventListener("online", () => rows.filter((row) => row.unsaved).forEach((row) => later(row, 0)));
window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
// The whole form is sent only to be kept while somebody signs in again.
form.addEventListener("submit", (event) => {
  rows.forEach((row) => clearTimeout(row.timer));
  if (signedOut) return;
  event.preventDefault();
  rows.filter((row) => row.unsaved && !row.stopped).forEach(save);
});
