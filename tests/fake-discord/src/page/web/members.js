// The member list: the cast first, with the roles in their colours, then everyone else.
import { avatar, colour, el } from "./dom.js";

const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language" });

export function language(locale) {
  return LANGUAGES.of(locale) || locale;
}

/** Fills the list. Clicking someone speaks as them. */
export function renderMembers(list, world, speakAs) {
  const { state } = world;
  const cast = state.cast.map((id) => world.member(id)).filter(Boolean);
  const shown = new Set(state.cast);
  const bots = state.members.filter((member) => member.bot);
  const others = state.members.filter((member) => !member.bot && !shown.has(member.id));
  const print = JSON.stringify([state.viewer, state.cast, state.members, state.guild.roles, state.bot]);
  if (list.print === print) return;
  const scrolled = list.scrollTop;
  list.print = print;
  list.replaceChildren(
    group("Speak as", cast, world, speakAs),
    group("Bot", bots, world, null),
    group("Everyone else", others, world, speakAs),
  );
  list.scrollTop = scrolled;
}

function group(title, members, world, speakAs) {
  if (!members.length) return "";
  const heading = el("h2", {}, `${title} — ${members.length}`);
  return el("section", {}, heading, el("ul", {}, members.map((member) => row(member, world, speakAs))));
}

function row(member, world, speakAs) {
  const { state } = world;
  const roles = world.rolesOf(member);
  const name = el("span", { class: "who", colour: world.colourOf(member.id) }, member.name);
  const detail = member.bot
    ? (state.bot.connected ? "online" : "not connected")
    : language(member.locale);
  const chips = roles.map((role) => el("span", { class: "chip", colour: colour(role.color) }, role.name));
  const content = [avatar(member.name, member.bot), el("span", { class: "member-text" },
    el("span", {}, name, member.bot && el("span", { class: "tag" }, "APP")),
    el("span", { class: "quiet" }, detail),
    chips.length ? el("span", { class: "chips" }, chips) : null)];
  if (!speakAs) return el("li", {}, el("div", { class: "member" }, content));
  return el("li", {}, el("button", {
    type: "button", class: "member", "aria-pressed": String(member.id === state.viewer),
    title: `Speak as ${member.name}`, onclick: () => speakAs(member.id),
  }, content));
}
