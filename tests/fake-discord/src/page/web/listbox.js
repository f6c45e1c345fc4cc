// A list of suggestions under a text field: the ARIA combobox pattern, by keyboard and by pointer.
import { el, freshId } from "./dom.js";

export class Listbox {
  /** `pick` gets the chosen item; items are `{ label, detail, hint, value }`. */
  constructor(input, label, pick) {
    this.input = input;
    this.pick = pick;
    this.items = [];
    this.at = -1;
    this.list = el("ul", { class: "listbox", role: "listbox", id: freshId("list"), "aria-label": label, hidden: true });
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, autocomplete: "off",
    })) input.setAttribute(name, value);
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  get open() {
    return !this.list.hidden;
  }

  show(items, note) {
    this.items = items;
    this.list.replaceChildren(...items.map((item, at) => el("li", {
      role: "option", id: `${this.list.id}-${at}`,
      onmousedown: (event) => {
        event.preventDefault();
        this.choose(at);
      },
    }, el("span", { class: "label" }, item.label), item.hint && el("span", { class: "hint" }, item.hint),
    item.detail && el("span", { class: "detail" }, item.detail))));
    if (note) this.list.append(el("li", { class: "note", role: "presentation" }, note));
    this.list.hidden = !items.length && !note;
    this.input.setAttribute("aria-expanded", String(this.open));
    this.mark(items.length ? 0 : -1);
  }

  close() {
    this.show([], null);
  }

  mark(at) {
    this.at = at;
    [...this.list.children].forEach((child, index) => child.setAttribute("aria-selected", String(index === at)));
    if (at >= 0) {
      this.input.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
      this.list.children[at].scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  choose(at) {
    const item = this.items[at];
    this.close();
    if (item) this.pick(item);
  }

  /** Whether the key was for the list. */
  key(event) {
    if (!this.open) return false;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && this.items.length) {
      this.mark((this.at + moves[event.key] + this.items.length) % this.items.length);
    } else if ((event.key === "Enter" || event.key === "Tab") && this.at >= 0 && !event.shiftKey) {
      this.choose(this.at);
    } else if (event.key === "Escape") {
      this.close();
    } else return false;
    event.preventDefault();
    return true;
  }
}
