// Uploads the file with real progress and a way to cancel; without this script the plain form does it.
const form = document.querySelector("form[data-upload]");
if (form) {
  const bar = form.querySelector("progress");
  const note = form.querySelector("[data-note]");
  const cancel = form.querySelector("[data-cancel]");
  const send = form.querySelector("[data-send]");
  const file = form.elements.file;
  const megabytes = (count) => (count / 1048576).toFixed(1);
  const fail = (text) => {
    note.textContent = text;
    note.classList.add("wrong");
    bar.hidden = cancel.hidden = true;
    send.disabled = false;
    delete form.dataset.sent;
  };
  const check = () => {
    note.classList.remove("wrong");
    note.textContent = "";
    const chosen = file.files[0];
    if (!chosen) return form.dataset.none;
    if (chosen.size > Number(form.dataset.limit))
      return form.dataset.large.replace("{most}", megabytes(form.dataset.limit)).replace("{size}", megabytes(chosen.size));
    return "";
  };
  file.addEventListener("change", () => {
    const wrong = check();
    if (wrong) fail(wrong);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = check();
    if (wrong) return fail(wrong);
    const chosen = file.files[0];
    const request = new XMLHttpRequest();
    request.open("PUT", form.action);
    request.setRequestHeader("X-CSRFToken", form.elements.csrf_token.value);
    request.setRequestHeader("X-File-Name", encodeURIComponent(chosen.name));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", (moved) => {
      bar.value = moved.loaded / moved.total;
      note.textContent = form.dataset.moved.replace("{done}", megabytes(moved.loaded)).replace("{size}", megabytes(moved.total));
    });
    request.addEventListener("load", () => {
      if (request.status === 200) return window.location.assign(JSON.parse(request.responseText).location);
      try {
        fail(JSON.parse(request.responseText).problem.detail);
      } catch {
        fail(form.dataset.failed);
      }
    });
    request.addEventListener("error", () => fail(form.dataset.failed));
    request.addEventListener("abort", () => fail(form.dataset.cancelled));
    cancel.onclick = () => request.abort();
    bar.hidden = cancel.hidden = false;
    send.disabled = true;
    request.send(chosen);
  });
}
