// The text of an article, its figures marked; what the reader selects goes to Python as code point offsets.
const STYLE = `max-height: 24em; overflow-y: auto; white-space: pre-wrap; text-align: right; line-height: 1.9;
  padding: 0.6em 0.8em; border: 1px solid rgba(128, 128, 128, 0.35); border-radius: 4px; cursor: text;`;
const MARK = "background: rgba(230, 159, 0, 0.35); color: inherit; border-radius: 3px;";

// JavaScript counts UTF-16 units, Python characters: they differ behind an emoji.
const characters = (text) => Array.from(text).length;

function render({ model, el }) {
  const page = document.createElement("div");
  page.dir = "rtl";
  page.lang = "ar";
  page.tabIndex = 0;
  page.style.cssText = STYLE;
  page.setAttribute("aria-label", "the article: select a number to add it");

  function draw() {
    const letters = Array.from(model.get("text"));
    const parts = [];
    let at = 0;
    for (const [start, end] of model.get("spans")) {
      if (start < at) continue;
      const mark = document.createElement("mark");
      mark.style.cssText = MARK;
      mark.textContent = letters.slice(start, end).join("");
      parts.push(letters.slice(at, start).join(""), mark);
      at = end;
    }
    page.replaceChildren(...parts, letters.slice(at).join(""));
  }

  function pick() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const chosen = selection.getRangeAt(0);
    if (!page.contains(chosen.commonAncestorContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(page);
    before.setEnd(chosen.startContainer, chosen.startOffset);
    const start = characters(before.toString());
    model.set("selected", [start, start + characters(chosen.toString())]);
    model.save_changes();
  }

  draw();
  model.on("change:text change:spans", draw);
  page.addEventListener("mouseup", pick);
  page.addEventListener("keyup", pick);
  el.append(page);
}

export default { render };
