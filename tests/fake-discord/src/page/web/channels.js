// The channel switcher: the guild's text channels and the direct messages with the bot, with a mark on what was not
// read. It is there only when there is something to switch to.
import { el } from "./dom.js";
import { t } from "./i18n.js";

/** By member and channel: the latest message that was on the screen. */
const read = new Map();

function isUnread(channel, { viewer, channel_id: shown }) {
  const key = `${viewer}/${channel.id}`;
  // A channel begins as read, a direct message does not: nobody has looked at it yet.
  if (!read.has(key)) read.set(key, channel.direct ? null : channel.latest);
  if (channel.id === shown) read.set(key, channel.latest);
  return channel.latest !== null && channel.latest !== read.get(key);
}

/** Fills the switcher; `goTo` gets a channel's id. */
export function renderChannels(nav, world, goTo) {
  const { state } = world;
  const unread = state.channels.map((channel) => isUnread(channel, state));
  const print = JSON.stringify([state.viewer, state.channel_id, state.channels.map(({ id, name }) => [id, name]), unread]);
  if (nav.print === print) return;
  nav.print = print;
  nav.hidden = state.channels.length < 2;
  const focused = nav.contains(document.activeElement) && document.activeElement.dataset.channel;
  nav.replaceChildren(...state.channels.map((channel, at) => {
    const shown = channel.id === state.channel_id;
    return el("button", {
      type: "button", class: unread[at] ? "channel-tab unread" : "channel-tab", "data-channel": channel.id,
      "aria-current": shown ? "page" : undefined, onclick: () => goTo(channel.id),
    }, channel.direct ? "@" : "#", channel.name, unread[at] && el("span", { class: "unheard" }, ` (${t("unread")})`));
  }));
  if (focused) nav.querySelector(`[data-channel="${focused}"]`)?.focus();
}
