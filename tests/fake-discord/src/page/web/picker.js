// A select of members, roles or channels: a text field that searches, with what was picked beside it. One is sent as
// soon as it is picked, several when "Choose" is pressed.
import { el } from "./dom.js";
import { t } from "./i18n.js";
import { Listbox } from "./listbox.js";

const KINDS = { 5: ["users"], 6: ["roles"], 7: ["users", "roles"], 8: ["channels"] };

export class Picker {
  constructor(item, world, choose) {
    this.item = item;
    this.world = world;
    this.choose = choose;
    this.least = item.min_values ?? 1;
    this.most = item.max_values ?? 1;
    this.picked = (item.default_values || []).map(({ id }) => ({ value: id, label: world.label(id) }));
    const label = item.placeholder || t("makeSelection");
    this.input = el("input", { type: "text", placeholder: label, disabled: item.disabled === true, "data-custom-id": item.custom_id });
    this.listbox = new Listbox(this.input, label, (found) => this.pick(found));
    this.input.setAttribute("aria-label", label);
    for (const event of ["input", "focus", "click"]) this.input.addEventListener(event, () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.chips = el("ul", { class: "picked", "aria-label": label });
    const waits = this.most > 1 || this.least === 0;
    this.button = waits && el("button", { type: "button", class: "secondary", disabled: item.disabled === true, onclick: () => this.send() }, t("choose"));
    this.node = el("div", { class: "picker" }, this.chips,
      el("div", { class: "picker-line" }, el("div", { class: "picker-field" }, this.input, this.listbox.list), this.button));
    this.show();
  }

  show() {
    this.chips.hidden = !this.picked.length;
    this.chips.replaceChildren(...this.picked.map((one) => el("li", {}, one.label, el("button", {
      type: "button", class: "unpick", "aria-label": t("removeName", { name: one.label }), disabled: this.item.disabled === true,
      onclick: () => this.unpick(one),
    }, "×"))));
    if (this.button) this.button.disabled = this.item.disabled === true || this.picked.length < this.least;
  }

  search() {
    if (this.most > 1 && this.picked.length >= this.most) {
      this.listbox.show([], t("atMost", { count: this.most }));
      return;
    }
    const found = this.world.search(KINDS[this.item.type], this.input.value).filter((one) => !this.picked.some(({ value }) => value === one.value));
    this.listbox.show(found, found.length ? null : t("nothingFound"));
  }

  pick(found) {
    this.input.value = "";
    this.picked = this.most > 1 ? [...this.picked, found] : [found];
    this.show();
    if (!this.button) this.send();
  }

  unpick(one) {
    this.picked = this.picked.filter((other) => other !== one);
    this.show();
    this.input.focus();
  }

  key(event) {
    if (this.listbox.key(event)) return;
    if (event.key === "Backspace" && !this.input.value && this.picked.length) this.unpick(this.picked.at(-1));
    else if (event.key === "Enter" && this.button && !this.button.disabled) this.send();
  }

  send() {
    this.choose(this.picked.map(({ value }) => value));
  }
}
