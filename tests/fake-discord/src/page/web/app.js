// The page as a whole: who speaks, in which channel, and redrawing when something changed.
import { act, listen, look } from "./api.js";
import { renderChannels } from "./channels.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { Faults } from "./faults.js";
import { language, t, translate } from "./i18n.js";
import { relative } from "./markdown.js";
import { languageName, renderMembers } from "./members.js";
import { Menu } from "./menu.js";
import { Channel } from "./messages.js";
import { Modal } from "./modal.js";
import { Panel } from "./panel.js";
import { world } from "./world.js";

const $ = (id) => document.getElementById(id);
const LOOK_AGAIN_MS = 50;

function report(text) {
  $("problem").hidden = !text;
  $("problem").textContent = text || "";
}

let composer;
let place = null;
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
      const state = await look(speaker, place).catch((error) => {
        if (error instanceof TypeError || (!speaker && !place)) throw error;
        // The member or the channel is gone: begin anew, with the same member if possible.
        if (!place) speaker = null;
        place = null;
        return look(speaker, null).catch(() => look(null, null));
      });
      if (!speaker) speaker = state.viewer;
      if (!place) place = state.channel_id;
      if (state.viewer === speaker && state.channel_id === place) {
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
  if (document.body.language !== language()) {
    document.body.language = language();
    translate(document);
    panel.retell();
  }
  document.title = `${world.place} · ${state.guild.name}`;
  $("hash").textContent = world.direct ? "@" : "#";
  $("channel").textContent = state.channel;
  $("guild").textContent = state.guild.name;
  $("bot-state").textContent = t(state.bot.connected ? "botOnline" : "botOffline");
  $("bot-state").dataset.on = state.bot.connected;
  const shown = `${state.viewer} ${state.channel_id}`;
  composer ||= new Composer($("composer"), world, report, () => channel.toEnd());
  if (composer.shown && composer.shown !== shown) composer.reset();
  composer.shown = shown;
  renderSpeakers();
  renderChannels($("channels"), world, goTo);
  renderMembers($("members"), world, menu, { speakAs, memberMenu });
  channel.render();
  faults.render();
  modal.render();
  // Nothing happens when an answer stays away: look again when its time is up.
  clearTimeout(timer);
  if (state.waiting.some((open) => !open.failed)) timer = setTimeout(refresh, 500);
}

function renderSpeakers() {
  const { state } = world;
  const print = JSON.stringify([state.cast, state.members.length, state.viewer, language()]);
  if ($("speaker").print === print) return;
  $("speaker").print = print;
  const cast = new Set(state.cast);
  const option = (member) => el("option", { value: member.id, selected: member.id === state.viewer }, `${member.name} (${languageName(member.locale)})`);
  const others = state.members.filter((member) => !cast.has(member.id) && !member.bot);
  $("speaker").replaceChildren(
    el("optgroup", { label: t("cast") }, state.cast.map((id) => world.member(id)).filter(Boolean).map(option)),
    el("optgroup", { label: t("everyoneElse") }, others.map(option)));
}

/** What can be done with a member: speak as them, and the apps' commands on members. */
function memberMenu(id) {
  const member = world.member(id);
  const speak = member && !member.bot && id !== world.state.viewer
    ? [{ label: t("speakAsMember", { name: member.name }), run: () => speakAs(id) }] : [];
  return [{ title: "", items: speak }, apps(2, id)];
}

function messageMenu(id) {
  return [apps(3, id)];
}

function apps(kind, target) {
  const items = world.menuCommands(kind).map((command) => ({
    label: world.localised(command, "name"), command: command.name,
    run: () => attempt(() => act("menu", { as: world.state.viewer, channel: world.state.channel_id, command: command.id, target })),
  }));
  return { title: t("apps"), items };
}

/** Waits until what is shown is what was asked for. */
async function arrive() {
  await refresh();
  const arrived = () => world.state.viewer === speaker && world.state.channel_id === (place || world.state.channel_id);
  while (!arrived()) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  channel.toEnd();
}

async function speakAs(id) {
  speaker = id;
  // Direct messages are one member's own.
  if (world.direct) place = null;
  sessionStorage.setItem("speaker", id);
  report(null);
  closeDrawers();
  await arrive();
}

async function goTo(id) {
  place = id;
  report(null);
  await arrive();
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
  if (!yes) report(t("noPlayground"));
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

const menu = new Menu($("menu"));
const faults = new Faults(world, report);
const panel = new Panel();
const modal = new Modal($("modal"), world, () => (composer.input.isConnected ? composer.input : channel.list).focus());
const channel = new Channel($("messages"), world, menu, {
  begin: (command) => composer.begin(command),
  press: (message, id) => attempt(() => act("component", { as: world.state.viewer, message, custom_id: id })),
  choose: (message, id, chosen) => attempt(() => act("component", { as: world.state.viewer, message, custom_id: id, chosen })),
  memberMenu, messageMenu,
});
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
