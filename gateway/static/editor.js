// The text editor: a plain text area stays the form's field, a richer surface over it writes into it as one types.
const KEPT = new Set("P,BR,HR,H2,H3,H4,STRONG,EM,S,U,SUB,SUP,UL,OL,LI,DL,DT,DD,BLOCKQUOTE,A,TABLE,CAPTION,THEAD,TBODY,TR,TH,TD".split(","));
const RENAMED = { B: "STRONG", I: "EM", H1: "H2", H5: "H4", H6: "H4", DIV: "P", SECTION: "P", ARTICLE: "P" };
const BLOCKS = "p,h2,h3,h4,ul,ol,dl,blockquote,table,hr";
const DROPPED = "script,style,head,title,meta,link,iframe,object,embed,svg,math,template,noscript,form,input,button,textarea,select";
const ATTRIBUTES = { A: ["href"], TH: ["scope", "colspan", "rowspan"], TD: ["colspan", "rowspan"], OL: ["start"] };
const PLACE = /^(https?:|mailto:|tel:|\/|#)/i;

// What may stay of some HTML, built anew so that nothing comes along unseen.
function tidy(from, into) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) into.append(node.data.replace(/\u00a0/g, " "));
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(DROPPED)) continue;
    let name = RENAMED[node.tagName] || node.tagName;
    if (name === "P" && node.querySelector(BLOCKS)) name = "";
    if (!KEPT.has(name)) { tidy(node, into); continue; }
    if (name === "A" && !PLACE.test((node.getAttribute("href") || "").trim())) { tidy(node, into); continue; }
    const made = document.createElement(name);
    for (const attribute of ATTRIBUTES[name] || []) {
      const value = node.getAttribute(attribute);
      if (value !== null) made.setAttribute(attribute, value);
    }
    tidy(node, made);
    into.append(made);
  }
  return into;
}
// Taken out before parsing only because browsers report them; what is safe is decided by what is built anew.
const REPORTED = /\s(?:style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;
const parsed = (html) => new DOMParser().parseFromString(html.replace(REPORTED, ""), "text/html").body;
const cleaned = (html) => tidy(parsed(html), document.createElement("div")).innerHTML;
const escaped = (text) => Object.assign(document.createElement("div"), { textContent: text }).innerHTML;
const paragraphs = (text) => text.trim().split(/\r?\n\s*\r?\n/).filter(Boolean).map((one) => `<p>${escaped(one).replace(/\r?\n/g, "<br>")}</p>`).join("");
const html = (text) => (/<[a-z/!]/i.test(text) ? cleaned(text) : paragraphs(text));
const TABLE = `<table><thead><tr>${"<th scope=\"col\"><br></th>".repeat(3)}</tr></thead><tbody>${`<tr>${"<td><br></td>".repeat(3)}</tr>`.repeat(2)}</tbody></table><p><br></p>`;

function enrich(box) {
  const area = box.querySelector("textarea");
  const label = box.querySelector("label");
  const words = box.dataset;
  const rich = Object.assign(document.createElement("div"), { className: "form-control prose rich", contentEditable: "true" });
  label.id = `${area.id}-label`;
  for (const [name, value] of Object.entries({ role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, lang: area.id.endsWith("_en") ? "en" : "zh-CN" })) rich.setAttribute(name, value);
  if (area.getAttribute("aria-describedby")) rich.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
  let own = false;
  const read = () => (rich.innerHTML = html(area.value) || "<p><br></p>");
  const write = () => {
    own = true;
    area.value = rich.textContent.trim() || rich.querySelector("hr,table") ? tidy(rich, document.createElement("div")).innerHTML : "";
    area.dispatchEvent(new Event("input", { bubbles: true }));
    own = false;
  };
  area.addEventListener("input", () => own || area.hidden === false || read());
  rich.addEventListener("input", (event) => {
    event.stopPropagation();
    write();
  });
  const insert = (text) => document.execCommand("insertHTML", false, text);
  rich.addEventListener("paste", (event) => {
    event.preventDefault();
    const found = event.clipboardData.getData("text/html");
    insert(found ? cleaned(found) : paragraphs(event.clipboardData.getData("text/plain")));
  });
  rich.addEventListener("drop", (event) => event.preventDefault());
  const { tools, bar } = toolbar(rich, area, words, { insert, read, write });
  area.before(tools, bar, rich);
  area.hidden = true;
  label.addEventListener("click", () => area.hidden && rich.focus());
  rich.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") {
      event.preventDefault();
      tools.querySelector("[tabindex='0']").focus();
    }
  });
  read();
}

// Making a list puts the caret back to the line's beginning; these bring it to where one writes.
function caret(rich) {
  const range = document.createRange();
  const { anchorNode, anchorOffset, isCollapsed } = getSelection();
  if (!isCollapsed || !rich.contains(anchorNode)) return { text: "" };
  range.setStart(rich, 0);
  range.setEnd(anchorNode, anchorOffset);
  return { text: range.toString() };
}
function place(rich, count) {
  const texts = document.createTreeWalker(rich, NodeFilter.SHOW_TEXT);
  for (let left = count; texts.nextNode(); left -= texts.currentNode.length)
    if (left <= texts.currentNode.length) return getSelection().collapse(texts.currentNode, left);
}

function toolbar(rich, area, words, { insert, read, write }) {
  const run = (command, value) => () => {
    rich.focus();
    const before = caret(rich);
    document.execCommand(command, false, value);
    if (before.text && caret(rich).text.length < before.text.length) place(rich, before.text.length);
  };
  const block = (name) => () => {
    rich.focus();
    const within = document.queryCommandValue("formatBlock").toLowerCase() === name;
    document.execCommand("formatBlock", false, within ? "p" : name);
  };
  const bar = Object.assign(document.createElement("div"), { className: "rich-tools", hidden: true });
  let range;
  const link = () => {
    const chosen = getSelection();
    range = rich.contains(chosen.anchorNode) ? chosen.getRangeAt(0).cloneRange() : null;
    bar.hidden = !bar.hidden;
    if (!bar.hidden) bar.querySelector("input").focus();
  };
  const source = (button) => {
    area.hidden = !area.hidden;
    rich.hidden = !area.hidden;
    button.setAttribute("aria-pressed", String(!area.hidden));
    area.hidden ? read() : area.focus();
  };
  const made = [
    ["bold", "B", run("bold")],
    ["heading", "", block("h2")],
    ["subheading", "", block("h3")],
    ["bullets", "•", run("insertUnorderedList")],
    ["numbers", "1.", run("insertOrderedList")],
    ["quote", "❝", block("blockquote")],
    ["link", "", link],
    ["table", "", () => (rich.focus(), insert(TABLE))],
    ["plain", "", () => (run("removeFormat")(), run("unlink")(), run("formatBlock", "p")())],
    ["source", "", source],
  ].map(([name, sign, act], index) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign || words[name], title: words[name], tabIndex: index ? -1 : 0 });
    button.setAttribute("aria-label", words[name]);
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => act(button));
    return button;
  });
  const tools = Object.assign(document.createElement("div"), { className: "rich-tools" });
  tools.setAttribute("role", "toolbar");
  tools.setAttribute("aria-label", words.tools);
  const more = document.createElement("details");
  more.append(Object.assign(document.createElement("summary"), { textContent: words.more }), made.at(-1), Object.assign(document.createElement("p"), { className: "hint", textContent: words.allowed }));
  tools.append(...made.slice(0, -1), more);
  tools.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = made[(made.indexOf(document.activeElement) + step + made.length) % made.length];
    made.forEach((one) => (one.tabIndex = one === next ? 0 : -1));
    next.focus();
  });
  const target = Object.assign(document.createElement("input"), { className: "form-control", placeholder: "https://", type: "text" });
  target.setAttribute("aria-label", words.target);
  const add = Object.assign(document.createElement("button"), { type: "button", textContent: words.insert });
  const put = () => {
    const place = target.value.trim();
    bar.hidden = true;
    rich.focus();
    if (!PLACE.test(place)) return;
    if (range) {
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }
    if (getSelection().isCollapsed) insert(`<a href="${escaped(place).replace(/"/g, "&quot;")}">${escaped(place)}</a>`);
    else document.execCommand("createLink", false, place);
    target.value = "";
    write();
  };
  add.addEventListener("click", put);
  target.addEventListener("input", (event) => event.stopPropagation());
  target.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      put();
    } else if (event.key === "Escape") {
      bar.hidden = true;
      rich.focus();
    }
  });
  bar.append(target, add);
  return { tools, bar };
}

document.execCommand("defaultParagraphSeparator", false, "p");
document.execCommand("styleWithCSS", false, false);
document.querySelectorAll("[data-rich]").forEach(enrich);
