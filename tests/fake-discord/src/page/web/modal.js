// A modal that the bot opened for the speaker, as a dialog: it is theirs until it is submitted or cancelled, and what
// Discord's client would not send is told at the field.
import { act } from "./api.js";
import { el, freshId } from "./dom.js";
import { t } from "./i18n.js";

const LENGTH_MAX = 4000;

export class Modal {
  /** `onClose` finds a place for the focus when what was focused is gone. */
  constructor(dialog, world, onClose) {
    this.dialog = dialog;
    this.world = world;
    this.onClose = onClose;
    this.interaction = null;
    this.finished = new Set();
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.cancel();
    });
    // A browser may close it without asking, when Escape is pressed twice.
    dialog.addEventListener("close", () => {
      if (this.interaction) this.cancel();
    });
  }

  render() {
    const { modal } = this.world.state;
    const wanted = modal && !this.finished.has(modal.interaction) ? modal : null;
    if (wanted?.interaction === this.interaction) return;
    if (!wanted) {
      this.shut();
      return;
    }
    this.interaction = wanted.interaction;
    this.speaker = this.world.state.viewer;
    this.fill(wanted.data);
    this.back = document.activeElement;
    if (!this.dialog.open) this.dialog.showModal();
    this.fields[0]?.input.focus();
  }

  fill(modal) {
    const inputs = modal.components.flatMap((row) => row.components);
    this.fields = inputs.map((input) => this.field(input));
    this.problem = el("p", { class: "problem", role: "alert", hidden: true });
    const form = el("form", { method: "dialog", novalidate: true, onsubmit: (event) => this.submit(event) },
      el("h2", { id: "modal-title" }, modal.title),
      this.fields.map(({ node }) => node), this.problem,
      el("div", { class: "modal-buttons" },
        el("button", { type: "button", id: "modal-cancel", onclick: () => this.cancel() }, t("cancel")),
        el("button", { type: "submit", id: "modal-submit", class: "primary" }, t("submit"))));
    this.dialog.replaceChildren(form);
  }

  field(definition) {
    const id = freshId("field");
    const required = definition.required !== false;
    const properties = {
      id, "data-field": definition.custom_id, placeholder: definition.placeholder, maxlength: definition.max_length || LENGTH_MAX,
      "aria-required": String(required), "aria-describedby": `${id}-problem`, autocomplete: "off",
    };
    const input = definition.style === 2 ? el("textarea", { ...properties, rows: "4" }) : el("input", { ...properties, type: "text" });
    input.value = definition.value || "";
    const problem = el("span", { class: "field-problem", id: `${id}-problem` });
    const node = el("div", { class: "modal-field" },
      el("label", { for: id }, definition.label, required && el("span", { class: "star", title: t("required") }, " *")), input, problem);
    return { definition, input, problem, node, required };
  }

  /** Whether the field may be sent as it is; says why not. */
  check({ definition, input, problem, required }) {
    const length = [...input.value].length;
    const least = Math.max(definition.min_length || 0, required ? 1 : 0);
    const most = definition.max_length || LENGTH_MAX;
    let told = "";
    if (!length && required) told = t("fieldRequired");
    else if (length && (length < least || length > most)) told = t("fieldLength", { least, most, length });
    problem.textContent = told;
    input.setAttribute("aria-invalid", String(Boolean(told)));
    return !told;
  }

  async submit(event) {
    event.preventDefault();
    const wrong = this.fields.filter((field) => !this.check(field));
    if (wrong.length) {
      wrong[0].input.focus();
      return;
    }
    const fields = Object.fromEntries(this.fields.map(({ definition, input }) => [definition.custom_id, input.value]));
    await this.finish("modal", { fields });
  }

  async cancel() {
    await this.finish("modal/cancel", {});
  }

  async finish(what, body) {
    const { interaction } = this;
    if (!interaction || this.finished.has(interaction)) return;
    this.finished.add(interaction);
    try {
      await act(what, { as: this.speaker, interaction, ...body });
      this.shut();
    } catch (error) {
      this.problem.hidden = false;
      this.problem.textContent = error.message;
      // What can't be submitted can still be changed; what can't even be cancelled is gone.
      if (what === "modal") this.finished.delete(interaction);
      else this.shut();
    }
  }

  shut() {
    this.interaction = null;
    if (!this.dialog.open) return;
    this.dialog.close();
    if (this.back?.isConnected && this.back !== document.body) this.back.focus();
    else this.onClose();
  }
}
