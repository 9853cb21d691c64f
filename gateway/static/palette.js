// The command palette: Ctrl-K or ⌘K, arrows, Enter, Esc.
const dialog = document.querySelector("dialog[data-palette]");
if (dialog) {
  const field = dialog.querySelector("[role=combobox]");
  const list = dialog.querySelector("[role=listbox]");
  const status = dialog.querySelector("[data-status]");
  let timer, asking, chosen = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const choose = (place) => {
    const all = options();
    chosen = all.length ? (place + all.length) % all.length : -1;
    all.forEach((option, at) => option.setAttribute("aria-selected", at === chosen));
    field.setAttribute("aria-activedescendant", chosen < 0 ? "" : all[chosen].id);
    all[chosen]?.scrollIntoView({ block: "nearest" });
  };
  const element = (name, facts, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(facts)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const show = (groups) => {
    let count = 0;
    list.replaceChildren(...groups.map(({ title, items }, at) => {
      const head = element("p", { class: "menu-title", id: `palette-group-${at}` }, title);
      const rows = items.map(({ text, hint, address }) => {
        const row = element("a", { role: "option", id: `palette-hit-${count++}`, href: address, tabindex: "-1", "aria-selected": "false" }, element("span", {}, text));
        if (hint) row.append(element("span", { class: "quiet" }, hint));
        return row;
      });
      return element("div", { role: "group", "aria-labelledby": head.id }, head, ...rows);
    }));
    status.textContent = count ? dialog.dataset.found.replace("{count}", count) : dialog.dataset.none;
    choose(0);
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const wanted = encodeURIComponent(field.value.trim()), options = { signal: asking.signal, headers: { Accept: "application/json" } };
      const places = [dialog.dataset.palette, field.value.trim().length > 1 && dialog.dataset.search].filter(Boolean);
      const answers = await Promise.all(places.map((place) => fetch(`${place}?q=${wanted}`, options)));
      show((await Promise.all(answers.map((answer) => answer.json()))).flatMap(({ groups }) => groups));
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = dialog.dataset.failed;
    }
  };
  const open = () => {
    if (dialog.open) return;
    field.value = "";
    dialog.showModal();
    field.focus();
    ask();
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  field.addEventListener("keydown", (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.isComposing) return;
    if (event.key in moves) choose(chosen + moves[event.key]);
    else if (event.key === "Enter") options()[chosen]?.click();
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.querySelectorAll("[data-palette-open]").forEach((opener) => {
    opener.hidden = false;
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      open();
    });
  });
}
