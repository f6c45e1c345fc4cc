// What the playground last told, and questions about it.
import { colour } from "./dom.js";
import { setLanguage, t } from "./i18n.js";

export const world = {
  state: null,
  members: new Map(),
  member: (id) => world.members.get(id),
  role: (id) => world.state.guild.roles.find((role) => role.id === id),
  channel: (id) => world.state.channels.find((channel) => channel.id === id),
  get locale() {
    return world.member(world.state.viewer)?.locale || "en-US";
  },
  get direct() {
    return world.channel(world.state.channel_id)?.direct === true;
  },
  /** `#general`, or `@Sparks` for direct messages. */
  get place() {
    return `${world.direct ? "@" : "#"}${world.state.channel}`;
  },
  /** A member's roles, the highest first. */
  rolesOf: (member) => (member.roles || []).map(world.role).filter(Boolean).sort((one, other) => other.position - one.position),
  colourOf(id) {
    const member = world.member(id);
    return member && colour(world.rolesOf(member).find((role) => role.color)?.color);
  },
  /** `name` or `description` in the speaker's language. */
  localised: (definition, key) => definition[`${key}_localizations`]?.[world.locale] || definition[key] || "",
  /** A command as the speaker knows it: `/campaign create`, or the entry of a menu, in their language. */
  commandName(path, kind) {
    const known = (name) => world.state.commands.find((command) => command.name === name && command.type === kind);
    if (kind !== 1) return known(path) ? world.localised(known(path), "name") : path;
    const [name, ...subs] = path.split(" ");
    let at = known(name);
    const words = [at ? world.localised(at, "name") : name];
    for (const sub of subs) {
      at = at?.options?.find((option) => option.name === sub);
      words.push(at ? world.localised(at, "name") : sub);
    }
    return `/${words.join(" ")}`;
  },
  /** The commands of a context menu: 2 on members, 3 on messages. */
  menuCommands: (kind) => world.state.commands.filter((command) => command.type === kind),
  /** Those whose name has what was typed: `users`, `roles`, `channels`; the cast first. */
  search(kinds, typed, most = 25) {
    const { state } = world;
    const wanted = typed.trim().toLowerCase().replace(/^[@#]/, "");
    const first = new Set(state.cast);
    const users = [...state.members].sort((one, other) => first.has(other.id) - first.has(one.id))
      .map((member) => ({ label: member.name, value: member.id, hint: member.bot ? t("app") : null }));
    const roles = state.guild.roles.map((role) => ({ label: `@${role.name.replace(/^@/, "")}`, value: role.id, hint: t("typeRole") }));
    const channels = state.channels.filter((channel) => !channel.direct).map((channel) => ({ label: `#${channel.name}`, value: channel.id }));
    const all = { users, roles, channels };
    return kinds.flatMap((kind) => all[kind]).filter((item) => item.label.toLowerCase().includes(wanted)).slice(0, most);
  },
  /** How an id of a member, role or channel is written. */
  label(id) {
    return world.search(["users", "roles", "channels"], "", Infinity).find((item) => item.value === id)?.label || id;
  },
  take(state) {
    world.state = state;
    world.members = new Map(state.members.map((member) => [member.id, member]));
    setLanguage(world.locale);
    world.fingerprint = JSON.stringify([state.guild.roles, state.members.filter((member) => member.roles.length), state.commands.map((command) => command.id)]);
  },
};
