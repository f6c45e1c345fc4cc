// One option of a command being filled in: a field that fits its type, with suggestions where there are some.
import { act } from "./api.js";
import { el, freshId } from "./dom.js";
import { Listbox } from "./listbox.js";

const TYPES = { 3: "text", 4: "whole number", 5: "true or false", 6: "member", 7: "channel", 8: "role", 9: "member or role", 10: "number", 11: "file" };
const ASK_AFTER_MS = 150;
const SUGGESTIONS_MAX = 25;

export class OptionField {
  /** `command()` gives speaker, path and the other options so far; `send` is Enter, `leave` is Escape. */
  constructor(definition, world, { command, send, leave }) {
    this.definition = definition;
    this.world = world;
    this.command = command;
    this.send = send;
    this.leave = leave;
    this.picked = null;
    this.asked = 0;
    const id = freshId("option");
    this.control = this.makeControl(id);
    const required = definition.required === true;
    this.node = el("div", { class: required ? "option required" : "option" },
      el("label", { for: id }, world.localised(definition, "name"), required ? el("span", { class: "star", title: "required" }, " *") : null),
      this.control, this.listbox?.list,
      el("span", { class: "kind", id: `${id}-help` }, `${world.localised(definition, "description")} · ${TYPES[definition.type] || "?"}`));
    this.control.setAttribute("aria-describedby", `${id}-help`);
    if (required) this.control.setAttribute("aria-required", "true");
    this.control.addEventListener("keydown", (event) => this.key(event));
  }

  get name() {
    return this.definition.name;
  }

  /** As the playground takes it; an empty text is "not given". */
  get value() {
    if (this.picked && this.picked.label === this.control.value) return this.picked.value;
    return this.control.value.trim();
  }

  get missing() {
    return this.definition.required === true && !this.value;
  }

  makeControl(id) {
    const { definition } = this;
    const choices = this.choices();
    if (choices) {
      return el("select", { id }, el("option", { value: "" }, "—"),
        choices.map(({ label, value }) => el("option", { value }, label)));
    }
    const number = definition.type === 4 || definition.type === 10;
    const input = el("input", {
      id, type: "text", inputmode: number ? "numeric" : undefined, maxlength: definition.max_length,
      placeholder: number && definition.min_value !== undefined ? `${definition.min_value} or more` : undefined, autocomplete: "off",
    });
    const suggests = definition.autocomplete || definition.type === 6 || definition.type === 9;
    if (suggests) {
      this.listbox = new Listbox(input, `Suggestions for ${definition.name}`, (item) => this.pick(item));
      for (const event of ["input", "focus"]) input.addEventListener(event, () => this.suggest());
    }
    return input;
  }

  /** What can be chosen from, when that is a short list. */
  choices() {
    const { definition, world } = this;
    if (definition.choices?.length) {
      return definition.choices.map((choice) => ({ label: world.localised(choice, "name"), value: String(choice.value) }));
    }
    if (definition.type === 5) return [{ label: "True", value: "true" }, { label: "False", value: "false" }];
    if (definition.type === 8) return world.state.guild.roles.map((role) => ({ label: `@${role.name.replace(/^@/, "")}`, value: role.id }));
    return null;
  }

  pick(item) {
    this.picked = item;
    this.control.value = item.label;
    this.control.dispatchEvent(new Event("change"));
  }

  async suggest() {
    const typed = this.control.value;
    if (this.picked && this.picked.label === typed) return;
    this.asked += 1;
    const asked = this.asked;
    if (!this.definition.autocomplete) {
      this.listbox.show(this.people(typed.toLowerCase()));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_AFTER_MS));
    if (asked !== this.asked) return;
    try {
      const { choices } = await act("autocomplete", { ...this.command(this.name), option: this.name, typed });
      if (asked !== this.asked || document.activeElement !== this.control) return;
      const items = choices.map((choice) => ({ label: this.world.localised(choice, "name"), value: String(choice.value) }));
      this.listbox.show(items, items.length ? null : "No options match your search.");
    } catch (error) {
      if (asked === this.asked) this.listbox.show([], `Loading options failed: ${error.message}`);
    }
  }

  people(typed) {
    const { state } = this.world;
    const first = new Set(state.cast);
    const fitting = state.members.filter((member) => member.name.toLowerCase().includes(typed.replace(/^@/, "")));
    fitting.sort((one, other) => first.has(other.id) - first.has(one.id));
    return fitting.slice(0, SUGGESTIONS_MAX).map((member) => ({ label: member.name, value: member.id }));
  }

  key(event) {
    if (this.listbox?.key(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") this.leave();
  }
}
