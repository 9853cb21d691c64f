// Forms that a document describes: rows are added, copied, moved and removed, and what a condition rules out is hidden.
{
  const sheet = document.querySelector("form[data-kit]");
  const known = JSON.parse(document.querySelector("[data-known]")?.textContent || "{}");
  const NUMBERED = ["id", "name", "for", "value", "aria-describedby", "aria-labelledby", "data-count-for"];

  const rowsOf = (block) => [...block.querySelector("[data-row-list]").children];
  const renumber = (block) => {
    const place = block.dataset.rows;
    const pattern = new RegExp(`(^| )${place}\\.(?:\\d+|__n__)\\.`, "g");
    const checked = [...block.querySelectorAll("input:checked")]; // of two groups of one name the browser keeps one checked
    const own = new RegExp(`(^| )${place}\\.(?:\\d+|__n__)-`, "g");
    rowsOf(block).forEach((row, number) => {
      for (const one of row.querySelectorAll("*"))
        for (const attribute of NUMBERED) {
          if (attribute === "value" && one.name !== "row") continue;
          const before = one.getAttribute(attribute);
          if (before) one.setAttribute(attribute, before.replace(pattern, `$1${place}.${number}.`).replace(own, `$1${place}.${number}-`));
        }
      row.querySelector("[data-row-number]").textContent = number + 1;
      const [up, down] = ["up", "down"].map((act) => row.querySelector(`[data-row-act="${act}"]`));
      up.disabled = number === 0;
      down.disabled = number === rowsOf(block).length - 1;
    });
    checked.forEach((one) => (one.checked = true));
    block.querySelector('[data-row-act="add"]').hidden = rowsOf(block).length >= Number(block.dataset.most);
    block.querySelectorAll('[data-row-act="copy"]').forEach((one) => (one.hidden = rowsOf(block).length >= Number(block.dataset.most)));
  };
  const blank = (block) => block.querySelector("[data-row-template]").content.firstElementChild.cloneNode(true);
  const inputs = (row) => [...row.querySelectorAll("input, select, textarea")].filter((one) => one.name);
  const same = (from, to) => inputs(from).forEach((one, at) => {
    const other = inputs(to)[at];
    if (one.type === "hidden") return; // a copied row is one of its own, which nothing refers to yet
    if (["checkbox", "radio"].includes(one.type)) other.checked = one.checked;
    else other.value = one.value;
  });

  const acts = {
    add: (block) => block.querySelector("[data-row-list]").appendChild(blank(block)),
    copy(block, row) {
      const made = blank(block);
      row.after(made);
      same(row, made);
      return made;
    },
    up(block, row) {
      row.previousElementSibling?.before(row);
      return row;
    },
    down(block, row) {
      row.nextElementSibling?.after(row);
      return row;
    },
    remove(block, row) {
      const next = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      return next;
    },
  };
  const SAID = { add: "added", copy: "added", up: "moved", down: "moved", remove: "removed" };

  function act(button) {
    const block = button.closest("[data-rows]");
    const row = button.closest("[data-row]");
    const what = button.dataset.rowAct;
    const number = row ? rowsOf(block).indexOf(row) : 0;
    const reached = acts[what](block, row);
    renumber(block);
    globalThis.countCharacters?.(block);
    const at = what === "remove" ? number : rowsOf(block).indexOf(reached);
    const sentence = block.dataset[SAID[what]].replace("{noun}", block.dataset.noun).replace("{number}", at + 1);
    block.querySelector("[data-row-note]").textContent = sentence;
    if (what === "add" || what === "copy") inputs(reached).find((one) => one.type !== "hidden")?.focus();
    else if (what === "remove") (reached?.querySelector('[data-row-act="remove"]') || block.querySelector('[data-row-act="add"]')).focus();
    else (button.disabled ? row.querySelector("[data-row-act]:not(:disabled)") : button).focus();
    sheet.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // What is asked is decided in the order of the page; what is hidden counts as not answered.
  const answerTo = (name, row) => {
    const place = row && inputs(row)[0]?.name.replace(/[^.]*$/, "");
    const found = place && sheet.elements[place + name] ? sheet.elements[place + name] : sheet.elements[name];
    const rows = sheet.querySelector(`[data-rows="${name}"]`);
    if (rows) return rows.closest("[data-when][hidden]") ? [] : inputs(rows).map((one) => one.value.trim()).filter(Boolean);
    if (!found?.name && !(found?.length > 1)) return [known[name] ?? []].flat().map((one) => String(one)).filter(Boolean);
    const all = (found.tagName ? [found] : [...found]).filter((one) => one.name);
    if (all[0].closest("[data-when][hidden]")) return [];
    return all.filter((one) => !["checkbox", "radio"].includes(one.type) || one.checked).map((one) => one.value.trim()).filter(Boolean);
  };
  const holds = (when, row) => ({
    equals: () => answerTo(when.field, row).includes(when.value),
    "one-of": () => answerTo(when.field, row).some((one) => when.values.includes(one)),
    filled: () => answerTo(when.field, row).length > 0,
    not: () => !holds(when.of, row),
    all: () => when.of.every((one) => holds(one, row)),
    any: () => when.of.some((one) => holds(one, row)),
  })[when.is]();
  function ask() {
    const parts = [...sheet.querySelectorAll("[data-when]")];
    for (let round = 0, changed = true; changed && round <= parts.length; round++) {
      changed = false;
      for (const part of parts) {
        const hide = !holds(JSON.parse(part.dataset.when), part.closest("[data-row]"));
        changed ||= part.hidden !== hide;
        part.hidden = hide;
      }
    }
  }

  // Makes room for what is filled in from this browser's own copy, whose names say how many rows there were.
  globalThis.makeRows = (names) =>
    sheet.querySelectorAll("[data-rows]").forEach((block) => {
      const place = `${block.dataset.rows}.`;
      const wanted = Math.max(-1, ...names.filter((name) => name.startsWith(place)).map((name) => Number(name.slice(place.length).split(".")[0]))) + 1;
      while (rowsOf(block).length < wanted) acts.add(block);
      while (rowsOf(block).length > wanted) rowsOf(block).pop().remove();
      renumber(block);
    });

  if (sheet?.querySelector("[data-rows], [data-when]")) {
    sheet.querySelectorAll("[data-clause]").forEach((one) => one.remove());
    sheet.querySelectorAll("[data-row-template]").forEach((one) => one.content.querySelectorAll("[data-clause]").forEach((clause) => clause.remove()));
    sheet.querySelectorAll("[data-rows]").forEach(renumber);
    sheet.addEventListener("click", (event) => {
      const button = event.target.closest("[data-row-act]");
      if (!button) return;
      event.preventDefault();
      act(button);
    });
    sheet.addEventListener("input", ask);
    sheet.addEventListener("change", ask);
    ask();
  }
}
