// The message box: ordinary messages, and slash commands with completion. Choosing a command turns the box into a
// small form with a field for each option.
import { act } from "./api.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";
import { Listbox } from "./listbox.js";
import { OptionField } from "./options.js";

export class Composer {
  /** `onSent` is told when something went off, so that the end of the channel comes into view. */
  constructor(box, world, report, onSent) {
    this.onSent = onSent;
    this.box = box;
    this.world = world;
    this.report = report;
    this.plain();
  }

  /** Someone else speaks now, or elsewhere: a command that was begun may not be theirs. */
  reset() {
    this.plain(this.command ? "" : this.input.value);
  }

  plain(text = "") {
    this.command = null;
    const { place, direct } = this.world;
    this.input = el("input", {
      type: "text", id: "composer-input", maxlength: "2000", value: text,
      placeholder: t(direct ? "messageDirect" : "messageTo", { channel: place }), "aria-label": t("messageLabel"),
    });
    this.listbox = new Listbox(this.input, t("commands"), (item) => this.begin(item.command));
    this.input.addEventListener("input", () => this.suggest());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.box.replaceChildren(this.listbox.list, el("div", { class: "line" }, this.input,
      el("button", { type: "button", class: "primary", onclick: () => this.say() }, t("send"))));
  }

  key(event) {
    if (this.listbox.key(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.say();
    }
  }

  /** Every command that can be typed, subcommands one by one. */
  commands() {
    const flat = (definition, path, shown, top) => {
      const subs = (definition.options || []).filter((option) => option.type <= 2);
      if (subs.length) return subs.flatMap((sub) => flat(sub, `${path} ${sub.name}`, `${shown} ${this.world.localised(sub, "name")}`, top));
      return [{ path, shown, top, definition }];
    };
    return this.world.state.commands.filter((command) => command.type === 1)
      .flatMap((command) => flat(command, command.name, this.world.localised(command, "name"), command));
  }

  suggest() {
    const typed = this.input.value;
    if (!typed.startsWith("/")) {
      this.listbox.close();
      return;
    }
    const wanted = typed.slice(1).trim().toLowerCase();
    const fitting = this.commands().filter((command) => command.shown.toLowerCase().includes(wanted) || command.path.includes(wanted));
    this.listbox.show(fitting.map((command) => ({
      label: `/${command.shown}`, detail: this.world.localised(command.definition, "description"), command,
      hint: (command.definition.options || []).map((option) => this.world.localised(option, "name") + (option.required ? "*" : "")).join(" "),
    })), fitting.length ? null : t("noSuchCommand"));
  }

  async say() {
    const text = this.input.value.trim();
    if (!text) return;
    const exact = text.startsWith("/") && this.commands().find((command) => [command.shown, command.path].includes(text.slice(1)));
    if (exact) this.begin(exact);
    else if (text.startsWith("/")) this.report(t("noSuchCommand"));
    else await this.attempt(() => act("message", { as: this.world.state.viewer, channel: this.world.state.channel_id, text }));
  }

  /** Starts filling in a command; a top-level definition will do when it has no subcommands. */
  begin(command) {
    const begun = command.path ? command : this.commands().find((known) => known.top.id === command.id);
    this.command = begun;
    const hooks = { command: (without) => this.filled(without), send: () => this.send(), leave: () => this.leave() };
    this.fields = (begun.definition.options || []).map((option) => new OptionField(option, this.world, hooks));
    const shown = this.fields.filter((field) => field.definition.required);
    const hidden = this.fields.filter((field) => !field.definition.required);
    const options = el("div", { class: "options" }, shown.map((field) => field.node));
    const more = hidden.map((field) => el("button", {
      type: "button", class: "small", title: this.world.localised(field.definition, "description"),
      onclick: (event) => {
        event.currentTarget.remove();
        options.append(field.node);
        field.control.focus();
      },
    }, "+ ", this.world.localised(field.definition, "name")));
    const sendButton = el("button", { type: "button", class: "primary", onclick: () => this.send() }, t("send"));
    const form = el("div", { class: "filling", role: "group", "aria-label": t("command", { name: `/${begun.shown}` }) },
      el("p", { class: "command-head" }, el("strong", {}, "/", begun.shown), " ",
        el("span", { class: "quiet" }, this.world.localised(begun.definition, "description"))),
      options,
      el("div", { class: "line" }, el("div", { class: "more" }, more),
        el("button", { type: "button", class: "small", onclick: () => this.leave() }, t("cancel")), sendButton));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.leave();
    });
    this.box.replaceChildren(form);
    (shown[0]?.control || sendButton).focus();
  }

  leave() {
    this.plain();
    this.input.focus();
  }

  /** What is filled in so far, without the option that is being typed. */
  filled(without) {
    const given = this.fields.filter((field) => field.name !== without && field.node.isConnected && field.value);
    const options = Object.fromEntries(given.map((field) => [field.name, field.value]));
    return { as: this.world.state.viewer, channel: this.world.state.channel_id, path: this.command.path, options };
  }

  async send() {
    const problems = await Promise.all(this.fields.map((field) => field.settled()));
    const problem = problems.find(Boolean);
    if (problem) {
      this.report(problem);
      return;
    }
    const missing = this.fields.find((field) => field.missing);
    if (missing) {
      this.report(t("isRequired", { name: this.world.localised(missing.definition, "name") }));
      missing.control.focus();
      return;
    }
    await this.attempt(() => act("command", this.filled()));
  }

  async attempt(deed) {
    try {
      await deed();
      this.report(null);
      this.leave();
      this.onSent();
    } catch (error) {
      this.report(error.message);
    }
  }
}
