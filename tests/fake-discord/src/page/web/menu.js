// The context menu of members and messages: the ARIA menu pattern, by the "⋯" button, right click, Shift+F10 and the
// menu key. Focus goes back to where it was opened.
import { el } from "./dom.js";
import { t } from "./i18n.js";

const MARGIN = 8;

export class Menu {
  constructor(box) {
    this.box = box;
    this.back = null;
    box.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("pointerdown", (event) => {
      if (!box.hidden && !box.contains(event.target)) this.close(false);
    });
    window.addEventListener("blur", () => this.close(false));
    window.addEventListener("resize", () => this.close(false));
  }

  /** A "⋯" button with this menu; `sections` gives `[{ title, items: [{ label, run }] }]` when it is opened. */
  button(name, sections) {
    const open = (event) => this.open(sections(), name, event.currentTarget);
    return el("button", {
      type: "button", class: "more-button", "aria-haspopup": "menu", "aria-label": t("more", { name }), title: t("more", { name }), onclick: open,
    }, "⋯");
  }

  /** Opens the menu on right click and on the keys for it, anywhere in the element. */
  attach(element, name, sections) {
    element.addEventListener("contextmenu", (event) => {
      // Text fields and links keep the browser's own menu, and so does selected text.
      if (event.target.closest("input, textarea, a, img") || String(getSelection())) return;
      event.preventDefault();
      event.stopPropagation();
      const byPointer = event.clientX || event.clientY;
      this.open(sections(), name, event.target.closest("button, [tabindex]") || element.querySelector(".more-button"),
        byPointer ? { x: event.clientX, y: event.clientY } : null);
    });
    element.addEventListener("keydown", (event) => {
      const asked = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
      if (!asked || event.target.closest("input, textarea, select")) return;
      event.preventDefault();
      event.stopPropagation();
      this.open(sections(), name, event.target);
    });
  }

  open(sections, name, anchor, at = null) {
    const shown = sections.filter((section) => section.items.length);
    if (!shown.length) return;
    this.back = anchor;
    this.box.setAttribute("aria-label", name);
    this.box.replaceChildren(...shown.map((section) => el("div", { role: "group", "aria-label": section.title },
      section.title && el("p", { class: "menu-title", "aria-hidden": "true" }, section.title),
      section.items.map((item) => el("button", {
        type: "button", role: "menuitem", tabindex: "-1", "data-command": item.command,
        onclick: () => {
          this.close(true);
          item.run();
        },
      }, item.label)))));
    this.box.hidden = false;
    this.place(at || this.below(anchor));
    this.items[0].focus();
  }

  get items() {
    return [...this.box.querySelectorAll("[role=menuitem]")];
  }

  below(anchor) {
    const { left, bottom } = anchor?.getBoundingClientRect() || { left: MARGIN, bottom: MARGIN };
    return { x: left, y: bottom + 4 };
  }

  place({ x, y }) {
    const { width, height } = this.box.getBoundingClientRect();
    const inside = (wanted, size, room) => `${Math.max(MARGIN, Math.min(wanted, room - size - MARGIN))}px`;
    this.box.style.setProperty("left", inside(x, width, innerWidth));
    this.box.style.setProperty("top", inside(y, height, innerHeight));
  }

  close(focusBack) {
    if (this.box.hidden) return;
    this.box.hidden = true;
    if (focusBack && this.back?.isConnected) this.back.focus();
  }

  key(event) {
    const { items } = this;
    const at = items.indexOf(document.activeElement);
    const letter = event.key.length === 1 && event.key !== " " && event.key.toLowerCase();
    const target = {
      ArrowDown: items[(at + 1) % items.length], ArrowUp: items[(at - 1 + items.length) % items.length],
      Home: items[0], End: items.at(-1),
    }[event.key] || (letter && [...items.slice(at + 1), ...items].find((item) => item.textContent.toLowerCase().startsWith(letter)));
    if (target) target.focus();
    else if (event.key === "Escape" || event.key === "Tab") this.close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
