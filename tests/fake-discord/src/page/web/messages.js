// The channel: messages with embeds and components, and what still waits for the bot.
import { avatar, colour, el } from "./dom.js";
import { markdown, timestamp } from "./markdown.js";

const BUTTON_STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };

/** Shows all messages; those that did not change stay as they are, so that focus and open selects survive. */
export class Channel {
  constructor(list, world, actions) {
    this.list = list;
    this.world = world;
    this.actions = actions;
    this.dismissed = new Set();
  }

  render() {
    const { state } = this.world;
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
    const entries = [
      ...state.messages.map((shown) => ({ key: `m${shown.message.id}`, at: shown.message.timestamp, shown })),
      ...state.waiting.filter((open) => !open.source).map((open) => ({ key: `w${open.id}`, at: open.timestamp, open })),
    ].filter((entry) => !this.dismissed.has(entry.key));
    entries.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    const old = new Map([...this.list.children].map((child) => [child.dataset.key, child]));
    const wanted = entries.map((entry) => {
      const used = entry.shown ? state.waiting.filter((open) => open.source === entry.shown.message.id) : [];
      const print = JSON.stringify([entry, used, state.viewer, this.world.fingerprint]);
      const known = old.get(entry.key);
      if (known && known.print === print) return known;
      const made = entry.shown ? this.message(entry, used) : this.waiting(entry);
      made.dataset.key = entry.key;
      made.print = print;
      return made;
    });
    if (!wanted.length) wanted.push(this.welcome());
    const focused = [...old.values()].find((child) => child.contains(document.activeElement))?.dataset.key;
    wanted.forEach((node, at) => {
      if (this.list.children[at] !== node) this.list.insertBefore(node, this.list.children[at] || null);
    });
    while (this.list.children.length > wanted.length) this.list.lastChild.remove();
    if (atEnd) this.list.scrollTop = this.list.scrollHeight;
    if (focused && !this.list.contains(document.activeElement)) this.focus(focused);
  }

  /** Who used a component by keyboard stays at its message when that changes. */
  focus(key) {
    const message = [...this.list.children].find((child) => child.dataset.key === key);
    const control = message?.querySelector(".row button:enabled, .row select:enabled, button");
    (control || this.list).focus({ preventScroll: true });
  }

  welcome() {
    const commands = this.world.state.commands.filter((command) => command.type === 1);
    return el("div", { class: "welcome" },
      el("h2", {}, "Nothing was said here yet"),
      el("p", {}, "This is the real bot on a local Discord. Speak as any member, and try a command:"),
      el("p", { class: "suggestions" }, commands.map((command) => el("button", {
        type: "button", class: "secondary", onclick: () => this.actions.begin(command),
      }, "/", this.world.localised(command, "name")))));
  }

  message({ key, shown }, used) {
    const { message } = shown;
    const { world } = this;
    const author = world.member(message.author.id) || { name: message.author.username, roles: [], bot: message.author.bot };
    const cause = message.interaction_metadata;
    const mentioned = message.mentions.some((user) => user.id === world.state.viewer);
    const kind = ["message", shown.ephemeral && "ephemeral", mentioned && "mentions-me"].filter(Boolean).join(" ");
    return el("article", { class: kind, "aria-label": `Message of ${author.name}` },
      shown.used && cause && el("p", { class: "used" },
        el("span", { class: "who", colour: world.colourOf(cause.user.id) }, world.member(cause.user.id)?.name || cause.user.username),
        " used ", el("span", { class: "mention" }, "/", world.commandName(shown.used))),
      avatar(author.name, author.bot),
      el("div", { class: "body" },
        el("p", { class: "head" },
          el("span", { class: "who", colour: world.colourOf(author.id) }, author.name),
          author.bot && el("span", { class: "tag" }, "APP"), " ",
          el("span", { class: "when" }, timestamp(Math.floor(Date.parse(message.timestamp) / 1000), "t", world))),
        shown.thinking ? el("p", { class: "thinking", role: "status" }, el("span", { class: "dots", "aria-hidden": "true" }), `${author.name} is thinking…`) : null,
        shown.failed ? el("p", { class: "failed" }, "The application did not respond") : null,
        message.content && el("div", { class: "content" }, markdown(message.content, world),
          message.edited_timestamp && el("span", { class: "edited" }, " (edited)")),
        message.embeds.map((embed) => this.embed(embed)),
        message.attachments.map((file) => el("p", { class: "file" }, file.filename)),
        message.components.map((row) => this.row(message, row)),
        used.map((open) => (open.failed
          ? el("p", { class: "failed", role: "status" }, "This interaction failed")
          : el("p", { class: "thinking small", role: "status" }, el("span", { class: "dots", "aria-hidden": "true" }), "waiting for the bot"))),
        shown.ephemeral && !shown.thinking && this.onlyYou(key)));
  }

  onlyYou(key) {
    const dismiss = () => {
      this.dismissed.add(key);
      this.render();
    };
    return el("p", { class: "only-you" }, "Only you can see this · ",
      el("button", { type: "button", class: "link", onclick: dismiss }, "Dismiss message"));
  }

  waiting({ key, open }) {
    const { state } = this.world;
    const bot = this.world.member(state.bot.id);
    return el("article", { class: "message ephemeral" },
      el("p", { class: "used" }, el("span", { class: "who", colour: this.world.colourOf(state.viewer) }, this.world.member(state.viewer).name),
        " used ", el("span", { class: "mention" }, "/", this.world.commandName(open.used))),
      avatar(bot.name, true),
      el("div", { class: "body" },
        el("p", { class: "head" }, el("span", { class: "who" }, bot.name), el("span", { class: "tag" }, "APP")),
        open.failed
          ? el("p", { class: "failed", role: "status" }, "The application did not respond")
          : el("p", { class: "thinking", role: "status" }, el("span", { class: "dots", "aria-hidden": "true" }), "Sending command…"),
        open.failed && this.onlyYou(key)));
  }

  embed(embed) {
    const text = (value) => markdown(value, this.world);
    const foot = [embed.footer?.text, embed.timestamp && timestamp(Math.floor(Date.parse(embed.timestamp) / 1000), "f", this.world)];
    const shown = foot.filter(Boolean);
    return el("section", { class: "embed", colour: colour(embed.color) },
      embed.author && el("p", { class: "embed-author" }, embed.author.name),
      embed.title && el("h3", {}, text(embed.title)),
      embed.description && el("div", { class: "description" }, text(embed.description)),
      embed.fields?.length ? el("div", { class: "fields" }, embed.fields.map((field) => el("div", { class: field.inline ? "field inline" : "field" },
        el("h4", {}, text(field.name)), el("div", {}, text(field.value))))) : null,
      shown.length ? el("p", { class: "footer" }, shown.length > 1 ? [shown[0], " • ", shown[1]] : shown) : null);
  }

  row(message, row) {
    return el("div", { class: "row" }, row.components.map((item) => (item.type === 2 ? this.button(message, item) : this.select(message, item))));
  }

  button(message, item) {
    const label = [item.emoji && !item.emoji.id ? `${item.emoji.name} ` : null, item.label || ""];
    if (item.style === 5) return el("a", { class: "button link", href: item.url, target: "_blank", rel: "noreferrer" }, label);
    return el("button", {
      type: "button", class: BUTTON_STYLES[item.style] || "secondary", disabled: item.disabled === true,
      "data-custom-id": item.custom_id, onclick: () => this.actions.press(message.id, item.custom_id),
    }, label);
  }

  select(message, item) {
    const options = this.choices(item);
    const label = item.placeholder || "Make a selection";
    const several = (item.max_values ?? 1) > 1;
    const control = el("select", {
      "aria-label": label, disabled: item.disabled === true, multiple: several, "data-custom-id": item.custom_id,
    }, several ? null : el("option", { value: "", selected: true }, label),
    options.map((option) => el("option", { value: option.value },
      [option.emoji && !option.emoji.id ? `${option.emoji.name} ` : "", option.label, option.description ? ` — ${option.description}` : ""].join(""))));
    const send = () => {
      const chosen = [...control.selectedOptions].map((option) => option.value).filter(Boolean);
      if (chosen.length) this.actions.choose(message.id, item.custom_id, chosen);
    };
    if (!several) {
      control.addEventListener("change", send);
      return control;
    }
    return el("div", { class: "several" }, control, el("button", { type: "button", class: "secondary", onclick: send }, "Choose"));
  }

  choices(item) {
    const { state } = this.world;
    const members = state.members.map((member) => ({ value: member.id, label: member.name }));
    const roles = state.guild.roles.map((role) => ({ value: role.id, label: `@${role.name}` }));
    return { 3: item.options || [], 5: members, 6: roles, 7: [...members, ...roles] }[item.type] || [];
  }
}
