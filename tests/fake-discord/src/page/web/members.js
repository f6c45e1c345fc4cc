// The member list: the cast first, with the roles in their colours, then everyone else.
import { avatar, colour, el } from "./dom.js";
import { language, t } from "./i18n.js";

/** What a language is called in the speaker's own. */
export function languageName(locale) {
  return new Intl.DisplayNames([language()], { type: "language" }).of(locale) || locale;
}

/** Fills the list. Clicking someone speaks as them; `menu` and `sections(id)` are what else can be done. */
export function renderMembers(list, world, menu, { speakAs, memberMenu }) {
  const { state } = world;
  const cast = state.cast.map((id) => world.member(id)).filter(Boolean);
  const shown = new Set(state.cast);
  const bots = state.members.filter((member) => member.bot);
  const others = state.members.filter((member) => !member.bot && !shown.has(member.id));
  const print = JSON.stringify([state.viewer, state.cast, state.members, state.guild.roles, state.bot, language(), world.menuCommands(2).map(({ id }) => id)]);
  if (list.print === print) return;
  const scrolled = list.scrollTop;
  const focused = list.contains(document.activeElement) && document.activeElement.closest("li")?.dataset.member;
  const kind = document.activeElement.className;
  list.print = print;
  const group = (title, members, speaks) => (members.length
    ? el("section", {}, el("h2", {}, `${title} — ${members.length}`), el("ul", {}, members.map((member) => row(member, world, menu, speaks, memberMenu))))
    : "");
  list.replaceChildren(group(t("cast"), cast, speakAs), group(t("bot"), bots, null), group(t("everyoneElse"), others, speakAs));
  list.scrollTop = scrolled;
  if (focused) (list.querySelector(`[data-member="${focused}"] [class="${kind}"]`) || list.querySelector(`[data-member="${focused}"] button`))?.focus();
}

function row(member, world, menu, speakAs, memberMenu) {
  const { state } = world;
  const name = el("span", { class: "who", colour: world.colourOf(member.id) }, member.name);
  const detail = member.bot ? t(state.bot.connected ? "online" : "offline") : languageName(member.locale);
  const chips = world.rolesOf(member).map((role) => el("span", { class: "chip", colour: colour(role.color) }, role.name));
  const content = [avatar(member.name, member.bot), el("span", { class: "member-text" },
    el("span", {}, name, member.bot && el("span", { class: "tag" }, t("app"))),
    el("span", { class: "quiet" }, detail),
    chips.length ? el("span", { class: "chips" }, chips) : null)];
  const sections = () => memberMenu(member.id);
  const line = el("li", { class: "member-line", "data-member": member.id },
    speakAs ? el("button", {
      type: "button", class: "member", "aria-pressed": String(member.id === state.viewer),
      title: t("speakAsMember", { name: member.name }), onclick: () => speakAs(member.id),
    }, content) : el("div", { class: "member" }, content),
    sections().some(({ items }) => items.length) && menu.button(member.name, sections));
  menu.attach(line, member.name, sections);
  return line;
}
