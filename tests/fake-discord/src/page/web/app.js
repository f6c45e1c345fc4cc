// The page as a whole: what is known of the server, who speaks, and redrawing when something changed.
import { act, listen, look } from "./api.js";
import { colour, el } from "./dom.js";
import { relative } from "./markdown.js";
import { Composer } from "./composer.js";
import { language, renderMembers } from "./members.js";
import { Channel } from "./messages.js";
import { Panel } from "./panel.js";

const $ = (id) => document.getElementById(id);
const LOOK_AGAIN_MS = 50;

/** What the playground last told, and questions about it. */
const world = {
  state: null,
  member: (id) => world.members.get(id),
  role: (id) => world.state.guild.roles.find((role) => role.id === id),
  get locale() {
    return world.member(world.state.viewer)?.locale || "en-US";
  },
  /** A member's roles, the highest first. */
  rolesOf: (member) => (member.roles || []).map(world.role).filter(Boolean).sort((one, other) => other.position - one.position),
  colourOf(id) {
    const member = world.member(id);
    return member && colour(world.rolesOf(member).find((role) => role.color)?.color);
  },
  /** `name` or `description` in the speaker's language. */
  localised: (definition, key) => definition[`${key}_localizations`]?.[world.locale] || definition[key] || "",
  /** A command as the speaker knows it: `campaign create`, in their language. */
  commandName(path) {
    const [name, ...subs] = path.split(" ");
    let at = world.state.commands.find((command) => command.name === name);
    const words = [at ? world.localised(at, "name") : name];
    for (const sub of subs) {
      at = at?.options?.find((option) => option.name === sub);
      words.push(at ? world.localised(at, "name") : sub);
    }
    return words.join(" ");
  },
  take(state) {
    world.state = state;
    world.members = new Map(state.members.map((member) => [member.id, member]));
    world.fingerprint = JSON.stringify([state.guild.roles, state.members.filter((member) => member.roles.length)]);
  },
};

function report(text) {
  $("problem").hidden = !text;
  $("problem").textContent = text || "";
}

let channel;
let composer;
let panel;
let speaker = location.hash.slice(1) || sessionStorage.getItem("speaker") || null;
let looking = false;
let again = false;
let timer;

/** Looks at the state; calls that come meanwhile become one more look. */
async function refresh() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  try {
    do {
      again = false;
      const state = await look(speaker).catch((error) => {
        if (!speaker || error instanceof TypeError) throw error;
        speaker = null;
        return look(null);
      });
      if (!speaker) speaker = state.viewer;
      if (state.viewer === speaker) {
        world.take(state);
        render();
      } else again = true;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    } while (again);
  } catch {
    connected(false);
  }
  looking = false;
}

function render() {
  const { state } = world;
  document.title = `#${state.channel} · ${state.guild.name}`;
  $("channel").textContent = state.channel;
  $("guild").textContent = state.guild.name;
  $("bot-state").textContent = state.bot.connected ? "bot online" : "bot not connected";
  $("bot-state").dataset.on = state.bot.connected;
  composer ||= new Composer($("composer"), world, report);
  renderSpeakers();
  renderMembers($("members"), world, speakAs);
  channel.render();
  panel.render();
  // Nothing happens when an answer stays away: look again when its time is up.
  clearTimeout(timer);
  if (state.waiting.some((open) => !open.failed)) timer = setTimeout(refresh, 500);
}

function renderSpeakers() {
  const { state } = world;
  const print = JSON.stringify([state.cast, state.members.length, state.viewer]);
  if ($("speaker").print === print) return;
  $("speaker").print = print;
  const cast = new Set(state.cast);
  const option = (member) => el("option", { value: member.id, selected: member.id === state.viewer }, `${member.name} (${language(member.locale)})`);
  const others = state.members.filter((member) => !cast.has(member.id) && !member.bot);
  $("speaker").replaceChildren(
    el("optgroup", { label: "Cast" }, state.cast.map((id) => option(world.member(id)))),
    el("optgroup", { label: "Everyone else" }, others.map(option)));
}

async function speakAs(id) {
  speaker = id;
  sessionStorage.setItem("speaker", id);
  report(null);
  closeDrawers();
  await refresh();
  while (world.state.viewer !== id && speaker === id) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  composer.reset();
  channel.list.scrollTop = channel.list.scrollHeight;
}

async function attempt(deed) {
  try {
    await deed();
    report(null);
  } catch (error) {
    report(error.message);
  }
}

function connected(yes) {
  document.body.classList.toggle("offline", !yes);
  if (!yes) report("The playground does not answer. Is it still running?");
  else report(null);
}

function closeDrawers() {
  for (const name of ["members", "panel"]) toggle(name, false);
}

function toggle(name, open) {
  document.body.classList.toggle(`show-${name}`, open);
  $(`show-${name}`).setAttribute("aria-expanded", String(open));
}

for (const name of ["members", "panel"]) {
  $(`show-${name}`).addEventListener("click", () => {
    const open = !document.body.classList.contains(`show-${name}`);
    closeDrawers();
    toggle(name, open);
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeDrawers();
});
$("speaker").addEventListener("change", (event) => speakAs(event.target.value));

channel = new Channel($("messages"), world, {
  begin: (command) => composer.begin(command),
  press: (message, id) => attempt(() => act("component", { as: world.state.viewer, message, custom_id: id })),
  choose: (message, id, chosen) => attempt(() => act("component", { as: world.state.viewer, message, custom_id: id, chosen })),
});
panel = new Panel(world, report);
setInterval(() => {
  for (const time of document.querySelectorAll("time[data-relative]")) {
    time.textContent = relative(Number(time.dataset.relative), time.dataset.locale);
  }
}, 1000);
listen({
  onChange: refresh,
  onEvent: (event) => panel.event(event),
  onConnection: (yes) => {
    connected(yes);
    if (yes) refresh();
  },
});
