// Sends the file in parts: shows how far it is, can be cancelled, and goes on after a cut, a reload or a restart.
// Without this script the plain form sends it whole.
const PART = 2 << 20;
const TRIES = 8;
const SILENCE = 30000;

class Lost extends Error {}
class Refusal extends Error {}

function uploader(form) {
  const text = form.dataset;
  const find = (name) => form.querySelector(`[data-${name}]`);
  const [note, figures, send, cancel] = ["note", "figures", "send", "cancel"].map(find);
  const bar = form.querySelector("progress");
  const unfinished = document.querySelector("[data-unfinished]");
  const fileSize = (count) => {
    if (count < 1048576) return `${Math.max(1, Math.round(count / 1024))} KB`;
    return `${(count / 1048576).toFixed(1).replace(/\.0$/, "")} MB`;
  };
  const fill = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
  let running = null;

  const say = (sentence, wrong) => {
    note.textContent = sentence;
    note.classList.toggle("wrong", Boolean(wrong));
  };
  const rest = (sentence, wrong) => {
    running = null;
    say(sentence, wrong);
    bar.hidden = cancel.hidden = true;
    figures.textContent = "";
    send.disabled = form.elements.file.disabled = false;
    delete form.dataset.sent;
  };
  const show = (done, size) => {
    bar.value = done / size;
    figures.textContent = fill(text.moved, { done: fileSize(done), size: fileSize(size) });
    const tenth = Math.floor((done / size) * 10) * 10;
    if (tenth !== running.told) say(fill(text.share, { share: `${(running.told = tenth)}%` }));
  };

  const wrongWith = async (file) => {
    if (!file) return text.none;
    if (!file.size) return text.empty;
    if (file.size > Number(text.limit)) return fill(text.large, { most: fileSize(text.limit), size: fileSize(file.size) });
    try {
      const first = new Uint8Array(await file.slice(0, 1024).arrayBuffer());
      const name = file.name.toLowerCase();
      const fits = text.endings.split(" ").some((ending) => name.endsWith(ending));
      return fits && (!name.endsWith(".pdf") || String.fromCharCode(...first).includes("%PDF-")) ? "" : text.kind;
    } catch {
      return text.unreadable;
    }
  };

  const headers = { "X-CSRFToken": form.elements.csrf_token.value };
  const told = (problem) => [problem.detail || problem.title, ...Object.values(problem.errors || {}).flat().map((error) => error.message)].join(" ");
  const ask = async (method, address, facts) => {
    const options = { method, headers: { ...headers, "Content-Type": "application/json" }, redirect: "manual" };
    if (facts) options.body = JSON.stringify(facts);
    let answer;
    try {
      answer = await fetch(address, options);
    } catch {
      throw new Lost();
    }
    if (answer.type === "opaqueredirect") throw new Refusal(text.signin);
    if (answer.status >= 500) throw new Lost();
    const found = await answer.json().catch(() => ({}));
    if (answer.ok) return found;
    const refusal = new Refusal(found.problem ? told(found.problem) : text.failed);
    refusal.code = found.problem?.code;
    throw refusal;
  };
  const sendPart = (upload, at, file) => new Promise((done, fail) => {
    const request = (running.request = new XMLHttpRequest());
    let patience;
    const wait = () => {
      clearTimeout(patience);
      patience = setTimeout(() => request.abort(), SILENCE);
    };
    request.open("PATCH", `${text.uploads}/${upload.id}`);
    for (const [name, value] of Object.entries({ ...headers, "Content-Type": "application/offset+octet-stream", "Upload-Offset": at }))
      request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (moved) => (wait(), show(at + moved.loaded, file.size)));
    request.addEventListener("loadend", () => {
      clearTimeout(patience);
      const offset = request.getResponseHeader("Upload-Offset");
      if (request.status === 204 || (request.status === 409 && offset)) return done(Number(offset));
      if (request.status === 0 || request.status >= 500) return fail(new Lost());
      try {
        const { problem } = JSON.parse(request.responseText);
        fail(problem.code === "upload-incomplete" ? new Lost() : new Refusal(told(problem)));
      } catch {
        fail(new Refusal(text.signin));
      }
    });
    wait();
    request.send(file.slice(at, at + PART));
  });

  const pause = (seconds) => new Promise((done) => {
    const early = () => (clearTimeout(timer), window.removeEventListener("online", early), done());
    const timer = setTimeout(early, seconds * 1000);
    window.addEventListener("online", early);
    running.wake = early;
  });
  const patiently = async (act, file) => {
    for (let tries = 0; ; tries++) {
      const mine = running;
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof Lost) || tries === TRIES || mine.cancelled) throw error;
        await file.slice(0, 1).arrayBuffer().catch(() => { throw new Refusal(text.unreadable); });
        const seconds = Math.min(2 ** tries, 30);
        say(fill(text.waiting, { seconds }), true);
        await pause(seconds);
        if (mine.cancelled) throw error;
      }
    }
  };

  const run = async (file) => {
    const facts = { name: file.name, size: file.size, modified: file.lastModified, slot: text.slot };
    const upload = (running.upload = await patiently(() => ask("POST", text.uploads, facts), file));
    let { offset } = upload, cut = false;
    show(offset, file.size);
    while (offset < file.size && !running.cancelled)
      offset = await patiently(async () => {
        try {
          if (cut) offset = (await ask("GET", `${text.uploads}/${upload.id}`)).offset;
          cut = false;
          return offset < file.size ? await sendPart(upload, offset, file) : offset;
        } catch (error) {
          cut = true;
          throw error;
        }
      }, file);
    if (running.cancelled) throw new Lost();
    cancel.hidden = true;
    say(text.finishing);
    try {
      await patiently(() => ask("POST", `${text.uploads}/${upload.id}/completion`), file);
    } catch (error) {
      if (error.code !== "upload-gone") throw error; // gone: an earlier answer was lost, the page knows how it ended
    }
    window.location.assign(form.action);
  };

  form.elements.file.addEventListener("change", async () => {
    const file = form.elements.file.files[0];
    const wrong = await wrongWith(file);
    if (running) return; // somebody pressed the button while the file was looked at
    if (wrong) return rest(wrong, true);
    const same = unfinished && Number(unfinished.dataset.size) === file.size && Number(unfinished.dataset.modified) === file.lastModified;
    rest(unfinished ? fill(same ? text.same : text.other, { done: fileSize(unfinished.dataset.offset) }) : "");
    send.textContent = same ? text.again : send.dataset.send || send.textContent;
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    delete form.dataset.sent;
    if (running) return;
    const mine = (running = { told: -1 });
    const file = form.elements.file.files[0];
    const wrong = await wrongWith(file);
    if (wrong) return rest(wrong, true);
    bar.hidden = cancel.hidden = false;
    send.disabled = form.elements.file.disabled = true;
    try {
      await run(file);
    } catch (error) {
      if (mine.cancelled) return rest(text.cancelled);
      if (!(error instanceof Lost || error instanceof Refusal)) console.error(error);
      rest(error instanceof Refusal ? error.message : text.failed, true);
      if (error instanceof Lost) send.textContent = text.again;
    }
  });
  window.addEventListener("pageshow", (event) => event.persisted && rest(""));
  cancel.addEventListener("click", () => {
    running.cancelled = true;
    running.request?.abort();
    running.wake?.();
    if (running.upload) ask("DELETE", `${text.uploads}/${running.upload.id}`).catch(() => {});
    unfinished?.remove();
  });
}

document.querySelectorAll("form[data-uploads]").forEach(uploader);
