// The channel: messages with all that is on them, and what still waits for the bot.
import { row } from "./components.js";
import { avatar, el } from "./dom.js";
import { embedded } from "./embeds.js";
import { attachment } from "./files.js";
import { language, phrase, t } from "./i18n.js";
import { markdown, timestamp } from "./markdown.js";

const NEAR_END_PX = 80;

/** Shows all messages; those that did not change stay as they are, so that focus and open selects survive. */
export class Channel {
  /** `actions` are what can be done: `begin`, `press`, `choose`, and the menus' entries. */
  constructor(list, world, menu, actions) {
    this.list = list;
    this.world = world;
    this.menu = menu;
    this.actions = actions;
    this.dismissed = new Set();
    this.stuck = true;
    list.addEventListener("scroll", () => {
      this.stuck = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END_PX;
    });
    // A picture takes its room when it has come.
    list.addEventListener("load", () => this.stick(), true);
    // The message box grows and shrinks.
    new ResizeObserver(() => this.stick()).observe(list);
  }

  stick() {
    if (this.stuck) this.list.scrollTop = this.list.scrollHeight;
  }

  toEnd() {
    this.stuck = true;
    this.stick();
  }

  render() {
    const { state } = this.world;
    const entries = [
      ...state.messages.map((shown) => ({ key: `m${shown.message.id}`, at: shown.message.timestamp, shown })),
      ...state.waiting.filter((open) => !open.source).map((open) => ({ key: `w${open.id}`, at: open.timestamp, open })),
    ].filter((entry) => !this.dismissed.has(entry.key));
    entries.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    const old = new Map([...this.list.children].map((child) => [child.dataset.key, child]));
    const wanted = entries.map((entry) => {
      const used = entry.shown ? state.waiting.filter((open) => open.source === entry.shown.message.id) : [];
      const print = JSON.stringify([entry, used, state.viewer, language(), this.world.fingerprint]);
      const known = old.get(entry.key);
      if (known && known.print === print) return known;
      const made = entry.shown ? this.message(entry, used) : this.waiting(entry);
      made.dataset.key = entry.key;
      made.print = print;
      return made;
    });
    if (!wanted.length) wanted.push(this.welcome());
    const active = document.activeElement;
    const focused = [...old.values()].find((child) => child.contains(active))?.dataset.key;
    wanted.forEach((node, at) => {
      if (this.list.children[at] !== node) this.list.insertBefore(node, this.list.children[at] || null);
    });
    while (this.list.children.length > wanted.length) this.list.lastChild.remove();
    this.stick();
    if (focused && !this.list.contains(document.activeElement) && !document.querySelector("dialog[open]")) this.focus(focused, active);
  }

  /** Who used something of a message by keyboard stays at it, or near it, when the message changes. */
  focus(key, was) {
    const message = [...this.list.children].find((child) => child.dataset.key === key);
    const controls = [...(message?.querySelectorAll("button:enabled, select:enabled, input:enabled") || [])];
    const { customId } = was.dataset;
    const same = controls.find((control) => (customId ? control.dataset.customId === customId : control.className === was.className));
    (same || controls.find((control) => control.closest(".row")) || message?.querySelector(".only-you button") || this.list).focus({ preventScroll: true });
  }

  welcome() {
    const commands = this.world.menuCommands(1);
    return el("div", { class: "welcome" },
      el("h2", {}, t("nothingSaid")),
      commands.length ? [el("p", {}, t("welcome")),
        el("p", { class: "suggestions" }, commands.map((command) => el("button", {
          type: "button", class: "secondary", onclick: () => this.actions.begin(command),
        }, "/", this.world.localised(command, "name"))))] : null);
  }

  /** "alice used /redeem", or nothing when no command is behind it. */
  usedLine(user, used, kind) {
    if (!used) return null;
    const who = el("span", { class: "who", colour: this.world.colourOf(user.id) }, this.world.member(user.id)?.name || user.username);
    const what = el("span", { class: "mention" }, this.world.commandName(used, kind));
    return el("p", { class: "used" }, phrase("used", { who, what }));
  }

  /** The author's name, which opens the menu of that member. */
  author(author) {
    const sections = () => this.actions.memberMenu(author.id);
    const name = el("button", {
      type: "button", class: "who author", colour: this.world.colourOf(author.id), "aria-haspopup": "menu",
      onclick: (event) => this.menu.open(sections(), author.name, event.currentTarget),
    }, author.name);
    this.menu.attach(name, author.name, sections);
    return name;
  }

  message({ key, shown }, used) {
    const { message } = shown;
    const { world } = this;
    const author = world.member(message.author.id) || { id: message.author.id, name: message.author.username, roles: [], bot: message.author.bot };
    const cause = message.interaction_metadata;
    const mentioned = message.mentions.some((user) => user.id === world.state.viewer);
    const kind = ["message", shown.ephemeral && "ephemeral", mentioned && "mentions-me"].filter(Boolean).join(" ");
    const actions = {
      press: (id) => this.actions.press(message.id, id),
      choose: (id, chosen) => this.actions.choose(message.id, id, chosen),
    };
    // Only what everyone sees has apps, and only what is there already.
    const hasMenu = !shown.ephemeral && !shown.thinking && world.menuCommands(3).length > 0;
    const sections = () => this.actions.messageMenu(message.id);
    const node = el("article", { class: kind, "aria-label": t("messageOf", { name: author.name }), "data-message": message.id },
      cause && this.usedLine(cause.user, shown.used, shown.used_kind),
      avatar(author.name, author.bot),
      el("div", { class: "body" },
        el("p", { class: "head" }, this.author(author), author.bot && el("span", { class: "tag" }, t("app")), " ",
          el("span", { class: "when" }, timestamp(Math.floor(Date.parse(message.timestamp) / 1000), "t", world))),
        shown.thinking ? el("p", { class: "thinking", role: "status" }, el("span", { class: "dots", "aria-hidden": "true" }), t("thinking", { name: author.name })) : null,
        shown.failed ? el("p", { class: "failed" }, t("didNotRespond")) : null,
        message.content && el("div", { class: "content" }, markdown(message.content, world),
          message.edited_timestamp && el("span", { class: "edited" }, " ", t("edited"))),
        message.attachments.map((file) => attachment(file, world)),
        message.embeds.map((embed) => embedded(embed, world)),
        message.edited_timestamp && !message.content ? el("p", { class: "edited" }, t("edited")) : null,
        message.components.map((line) => row(line.components, world, actions)),
        used.map((open) => (open.failed
          ? el("p", { class: "failed", role: "status" }, t("interactionFailed"))
          : el("p", { class: "thinking small", role: "status" }, el("span", { class: "dots", "aria-hidden": "true" }), t("waitingForBot")))),
        shown.ephemeral && !shown.thinking && this.onlyYou(key)),
      hasMenu && this.menu.button(t("thisMessage"), sections));
    if (hasMenu) this.menu.attach(node, t("thisMessage"), sections);
    return node;
  }

  onlyYou(key) {
    const dismiss = () => {
      this.dismissed.add(key);
      this.render();
      this.list.focus({ preventScroll: true });
    };
    return el("p", { class: "only-you" }, t("onlyYou"), " · ",
      el("button", { type: "button", class: "link", onclick: dismiss }, t("dismiss")));
  }

  waiting({ key, open }) {
    const { state } = this.world;
    const bot = this.world.member(state.bot.id);
    return el("article", { class: "message ephemeral" },
      this.usedLine({ id: state.viewer }, open.used, open.used_kind),
      avatar(bot.name, true),
      el("div", { class: "body" },
        el("p", { class: "head" }, el("span", { class: "who" }, bot.name), el("span", { class: "tag" }, t("app"))),
        open.failed
          ? el("p", { class: "failed", role: "status" }, t("didNotRespond"))
          : el("p", { class: "thinking", role: "status" }, el("span", { class: "dots", "aria-hidden": "true" }), t("sendingCommand")),
        open.failed && this.onlyYou(key)));
  }
}
