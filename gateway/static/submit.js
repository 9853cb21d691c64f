// Handing in a score sheet without a network: kept in this browser, sent once there is one, and told how it ended.
const waiting = document.querySelector("[data-waiting]");
const words = waiting.dataset;
const stem = `${COPIES}${words.owner}:submission:`;
const pending = new Map();
const put = (record) => {
  pending.set(record.address, record);
  try { localStorage.setItem(stem + record.address, JSON.stringify({ ...record, running: undefined, timer: undefined })); } catch { /* kept by this page alone */ }
};
const settle = (record) => {
  pending.delete(record.address);
  try { localStorage.removeItem(stem + record.address); } catch { /* as above */ }
};
const lineOf = (record) => {
  const found = [...waiting.children].find((one) => one.dataset.of === record.address);
  if (found) return found;
  const line = document.createElement("p");
  line.dataset.of = record.address;
  waiting.append(line);
  waiting.hidden = false;
  return line;
};
const tell = (record, sentence, link) => {
  const line = lineOf(record);
  line.textContent = `${record.title}：${sentence} `;
  if (link) line.append(Object.assign(document.createElement("a"), { href: record.sheet, textContent: words.open }));
};
const end = (record, sentence) => {
  settle(record);
  waiting.setAttribute("role", "alert");
  tell(record, sentence, true);
  release();
};
const own = document.querySelector("form[data-submission]");
const release = () => own?.querySelector("button").removeAttribute("disabled");

async function handIn(record) {
  if (record.running) return;
  record.running = true;
  clearTimeout(record.timer);
  tell(record, words.sending);
  const body = new URLSearchParams({ csrf_token: document.querySelector("[name=csrf_token]").value, etag: record.etag, key: record.key, action: "autosave" });
  try {
    const answer = await fetch(record.address, { method: "POST", body, redirect: "manual" });
    const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    if (answer.ok && said.address) done(record, said.address);
    else if (answer.type === "opaqueredirect") {
      tell(record, words.signin);
      release();
    } else if (answer.status >= 500 || answer.status === 429) throw new Error("away");
    else end(record, `${words.refused}${said.text || words.gone}`);
  } catch {
    tell(record, words.waiting);
    record.timer = setTimeout(handIn, 10000, record);
  }
  record.running = false;
}
function done(record, address) {
  settle(record);
  if (location.pathname.startsWith(record.sheet)) return location.assign(address);
  tell(record, words.done, true);
}

own?.addEventListener("submit", (event) => {
  event.preventDefault();
  const { address, sheet, title } = own.dataset;
  const record = pending.get(address) || { address, sheet, title, etag: own.elements.etag.value, key: own.elements.key.value, at: Date.now() };
  put(record);
  own.querySelector("button").setAttribute("disabled", "");
  handIn(record);
});
// Checking needs the service; without a network the browser would leave the page for its own.
document.addEventListener("submit", (event) => {
  if (event.submitter?.value !== "confirm" || navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.getElementById("note").textContent = words.check;
}, true);
window.addEventListener("online", () => pending.forEach(handIn));
try {
  const kept = Object.keys(localStorage).filter((key) => key.startsWith(stem)).map((key) => JSON.parse(localStorage.getItem(key)));
  kept.forEach((record) => {
    put(record);
    handIn(record);
  });
} catch { /* a browser that keeps nothing has nothing to send */ }
