// One option of a command being filled in: a field that fits its type, with suggestions where there are some.
import { act, upload } from "./api.js";
import { el, freshId } from "./dom.js";
import { size } from "./files.js";
import { t } from "./i18n.js";
import { Listbox } from "./listbox.js";

const TYPES = {
  3: "typeText", 4: "typeWhole", 5: "typeTruth", 6: "typeMember", 7: "typeChannel", 8: "typeRole", 9: "typeMemberOrRole", 10: "typeNumber", 11: "typeFile",
};
const ASK_AFTER_MS = 150;
/** Whom or what an option takes, where the page itself knows all of them. */
const SEARCHED = { 6: ["users"], 9: ["users", "roles"] };
const FILE = 11;

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
      el("label", { for: id }, world.localised(definition, "name"), required ? el("span", { class: "star", title: t("required") }, " *") : null),
      this.fileButton || this.control, this.listbox?.list,
      el("span", { class: "kind", id: `${id}-help` }, [world.localised(definition, "description"), t(TYPES[definition.type] || "typeText")].join(" · ")));
    this.control.setAttribute("aria-describedby", `${id}-help`);
    if (required) this.control.setAttribute("aria-required", "true");
    this.control.addEventListener("keydown", (event) => this.key(event));
  }

  get name() {
    return this.definition.name;
  }

  /** As the playground takes it; an empty text is "not given". */
  get value() {
    if (this.definition.type === FILE) return this.file || "";
    if (this.picked && this.picked.label === this.control.value) return this.picked.value;
    return this.control.value.trim();
  }

  get missing() {
    return this.definition.required === true && !this.value;
  }

  makeControl(id) {
    const { definition } = this;
    if (definition.type === FILE) return this.makeFileControl(id);
    const choices = this.choices();
    if (choices) {
      return el("select", { id }, el("option", { value: "" }, "—"),
        choices.map(({ label, value }) => el("option", { value }, label)));
    }
    const number = definition.type === 4 || definition.type === 10;
    const input = el("input", {
      id, type: "text", inputmode: number ? "numeric" : undefined, maxlength: definition.max_length,
      placeholder: number && definition.min_value !== undefined ? t("orMore", { count: definition.min_value }) : undefined, autocomplete: "off",
    });
    const suggests = definition.autocomplete || definition.type in SEARCHED;
    if (suggests) {
      this.listbox = new Listbox(input, t("suggestionsFor", { name: this.world.localised(definition, "name") }), (item) => this.pick(item));
      for (const event of ["input", "focus"]) input.addEventListener(event, () => this.suggest());
    }
    return input;
  }

  /** A file goes up as soon as it is picked; the option's value is what it is kept as. */
  makeFileControl(id) {
    const told = el("span", { class: "file-told", role: "status" });
    const input = el("input", { id, type: "file", class: "unseen" });
    input.addEventListener("change", async () => {
      const [file] = input.files;
      this.file = null;
      told.textContent = file ? t("uploading") : "";
      this.uploading = file && upload(file);
      try {
        this.file = await this.uploading;
        if (file && input.files[0] === file) told.textContent = `${file.name} · ${size(file.size, this.world.locale)}`;
      } catch (error) {
        told.textContent = error.message;
      }
    });
    this.fileButton = el("label", { class: "file-button" }, input, el("span", { class: "button small", "aria-hidden": "true" }, t("chooseFile")), told);
    return input;
  }

  /** Waits for a file that is on its way; what went wrong with it. */
  async settled() {
    try {
      await this.uploading;
      return null;
    } catch (error) {
      return error.message;
    }
  }

  /** What can be chosen from, when that is a short list. */
  choices() {
    const { definition, world } = this;
    if (definition.choices?.length) {
      return definition.choices.map((choice) => ({ label: world.localised(choice, "name"), value: String(choice.value) }));
    }
    if (definition.type === 5) return [{ label: t("isTrue"), value: "true" }, { label: t("isFalse"), value: "false" }];
    if (definition.type === 7) return world.search(["channels"], "", Infinity);
    if (definition.type === 8) return world.search(["roles"], "", Infinity);
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
      const found = this.world.search(SEARCHED[this.definition.type], typed);
      this.listbox.show(found, found.length ? null : t("nothingFound"));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_AFTER_MS));
    if (asked !== this.asked) return;
    try {
      const { choices } = await act("autocomplete", { ...this.command(this.name), option: this.name, typed });
      if (asked !== this.asked || document.activeElement !== this.control) return;
      const items = choices.map((choice) => ({ label: this.world.localised(choice, "name"), value: String(choice.value) }));
      this.listbox.show(items, items.length ? null : t("noOptions"));
    } catch (error) {
      if (asked === this.asked) this.listbox.show([], t("optionsFailed", { problem: error.message }));
    }
  }

  key(event) {
    if (this.listbox?.key(event)) return;
    // Enter opens the choice of a file, as everywhere.
    if (event.key === "Enter" && this.definition.type !== FILE) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") this.leave();
  }
}
