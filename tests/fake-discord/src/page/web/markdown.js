// Discord's Markdown, as far as bots use it: bold, italic, underline, strike, code, quotes, headings, lists, subtext,
// links, mentions, timestamps. Everything becomes DOM nodes; nothing is ever parsed as HTML.
import { colour, el } from "./dom.js";
import { t } from "./i18n.js";

const INLINE = [
  ["code", /^(`+)([\s\S]*?[^`])\1(?!`)/],
  ["escape", /^\\([^\p{L}\p{N}\s])/u],
  ["bold", /^\*\*([\s\S]+?)\*\*(?!\*)/],
  ["underline", /^__([\s\S]+?)__(?!_)/],
  ["strike", /^~~([\s\S]+?)~~/],
  ["spoiler", /^\|\|([\s\S]+?)\|\|/],
  ["italic", /^\*(?!\s)([\s\S]*?[^\s*])\*(?!\*)/],
  ["italic", /^_(?!\s)([\s\S]*?[^\s_])_(?![\p{L}\p{N}_])/u],
  ["time", /^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/],
  ["user", /^<@!?(\d+)>/],
  ["role", /^<@&(\d+)>/],
  ["channel", /^<#(\d+)>/],
  ["command", /^<\/([^:>]+):\d+>/],
  ["link", /^\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/],
];

/** The nodes of a text, block by block. */
export function markdown(text, world) {
  const nodes = [];
  const fenced = /```(?:[a-z0-9_+-]*\n)?([\s\S]*?)```/gi;
  let from = 0;
  for (const match of text.matchAll(fenced)) {
    nodes.push(...blocks(text.slice(from, match.index), world));
    nodes.push(el("pre", {}, el("code", {}, match[1].replace(/\n$/, ""))));
    from = match.index + match[0].length;
  }
  nodes.push(...blocks(text.slice(from), world));
  return nodes;
}

function blocks(text, world) {
  const nodes = [];
  let plain = [];
  const flush = () => {
    if (plain.length) nodes.push(el("span", { class: "text" }, inline(plain.join("\n"), world)));
    plain = [];
  };
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    const heading = /^(#{1,3}) (.+)/.exec(line);
    const subtext = /^-# (.+)/.exec(line);
    const item = /^( *)[-*] (.+)/.exec(line);
    if (/^> /.test(line)) {
      flush();
      const quoted = [];
      while (at < lines.length && /^> ?/.test(lines[at])) quoted.push(lines[at++].replace(/^> ?/, ""));
      at -= 1;
      nodes.push(el("blockquote", {}, blocks(quoted.join("\n"), world)));
    } else if (heading) {
      flush();
      nodes.push(el("div", { class: `heading h${heading[1].length}` }, inline(heading[2], world)));
    } else if (subtext) {
      flush();
      nodes.push(el("small", { class: "subtext" }, inline(subtext[1], world)));
    } else if (item) {
      flush();
      nodes.push(el("div", { class: item[1] ? "item nested" : "item" }, inline(item[2], world)));
    } else {
      plain.push(line);
    }
  }
  flush();
  return nodes;
}

function inline(text, world) {
  const nodes = [];
  let plain = "";
  let rest = text;
  while (rest) {
    const found = first(rest);
    if (found) {
      if (plain) nodes.push(plain);
      plain = "";
      nodes.push(node(found.kind, found.match, world));
      rest = rest.slice(found.match[0].length);
    } else {
      const [letter] = rest;
      plain += letter;
      rest = rest.slice(letter.length);
    }
  }
  if (plain) nodes.push(plain);
  return nodes;
}

function first(text) {
  for (const [kind, pattern] of INLINE) {
    const match = pattern.exec(text);
    if (match) return { kind, match };
  }
  return null;
}

function node(kind, match, world) {
  const inner = () => inline(match[1], world);
  switch (kind) {
    case "code": return el("code", {}, match[2]);
    case "escape": return match[1];
    case "bold": return el("strong", {}, inner());
    case "italic": return el("em", {}, inner());
    case "underline": return el("u", {}, inner());
    case "strike": return el("s", {}, inner());
    case "spoiler": return el("span", { class: "spoiler", tabindex: "0" }, inner());
    case "time": return timestamp(Number(match[1]), match[2] || "f", world);
    case "user": return user(match[1], world);
    case "role": return role(match[1], world);
    case "channel": return el("span", { class: "mention" }, "#", world.channel(match[1])?.name || t("unknownChannel"));
    case "command": return el("span", { class: "mention" }, "/", match[1]);
    default: return el("a", { href: match[2], target: "_blank", rel: "noreferrer" }, inner());
  }
}

function user(id, world) {
  const member = world.member(id);
  return el("span", { class: "mention" }, "@", member ? member.name : t("unknownUser"));
}

function role(id, world) {
  const found = world.role(id);
  return el("span", { class: "mention role", colour: found && colour(found.color) }, "@", found ? found.name.replace(/^@/, "") : t("deletedRole"));
}

const STYLES = {
  t: { timeStyle: "short" }, T: { timeStyle: "medium" },
  d: { dateStyle: "short" }, D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
};
const UNITS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

/** `<t:…:R>` and its like, in the reader's language. */
export function timestamp(seconds, style, world) {
  const date = new Date(seconds * 1000);
  const format = (options) => new Intl.DateTimeFormat(world.locale, options).format(date);
  const text = style === "R" ? relative(seconds, world.locale) : format(STYLES[style]);
  const shown = el("time", { datetime: date.toISOString(), title: format(STYLES.F) }, text);
  if (style === "R") {
    shown.dataset.relative = seconds;
    shown.dataset.locale = world.locale;
  }
  return shown;
}

export function relative(seconds, locale) {
  const away = seconds - Date.now() / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(away) >= length) || UNITS.at(-1);
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.trunc(away / size), unit);
}
