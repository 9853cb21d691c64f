// Adds what happens while the page is open. The browser reconnects and names the last event it saw.
const list = document.querySelector("[data-stream]");
if (list) {
  const state = document.querySelector("[data-stream-state]");
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const english = document.documentElement.lang === "en";
  const say = (text, live) => {
    state.textContent = text;
    state.classList.toggle("live", live);
  };
  const add = (item) => {
    list.dataset.newest = item.id;
    if (list.querySelector(`[data-id="${CSS.escape(String(item.id))}"]`)) return;
    const line = document.createElement("li");
    line.dataset.id = item.id;
    line.className = "fresh";
    const at = document.createElement("time");
    at.dateTime = item.at;
    at.textContent = time.format(new Date(item.at));
    const text = document.createElement(item.link ? "a" : "span");
    if (item.link) text.href = item.link;
    text.textContent = (english && item.text_en) || item.text;
    line.append(at, text);
    list.prepend(line);
    while (list.dataset.most && list.children.length > list.dataset.most) list.lastElementChild.remove();
    document.querySelector("[data-stream-empty]")?.remove();
    document.dispatchEvent(new Event("egret:news"));
  };
  let source;
  const open = () => {
    source = new EventSource(`${list.dataset.stream}?after=${list.dataset.newest}`);
    source.addEventListener("state", (event) => say(event.data === "live" ? list.dataset.live : list.dataset.waiting, event.data === "live"));
    source.addEventListener("activity", (event) => add(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      say(list.dataset.waiting, false);
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 5000);
    });
  };
  open();
  window.addEventListener("pagehide", () => source.close());
  window.addEventListener("pageshow", (event) => event.persisted && open());
}
