// Embeds: author, title, text, fields, pictures, footer and time.
import { colour, el } from "./dom.js";
import { picture } from "./files.js";
import { markdown, timestamp } from "./markdown.js";

export function embedded(embed, world) {
  const text = (value) => markdown(value, world);
  const link = (url, content) => (url ? el("a", { href: url, target: "_blank", rel: "noreferrer" }, content) : content);
  const time = embed.timestamp && timestamp(Math.floor(Date.parse(embed.timestamp) / 1000), "f", world);
  const foot = [embed.footer?.text, time].filter(Boolean);
  const { author, footer, image, thumbnail } = embed;
  return el("section", { class: thumbnail ? "embed has-thumbnail" : "embed", colour: colour(embed.color) },
    author && el("p", { class: "embed-author" }, picture(author.icon_url, author.description, "icon"), link(author.url, author.name)),
    embed.title && el("h3", {}, link(embed.url, text(embed.title))),
    embed.description && el("div", { class: "description" }, text(embed.description)),
    embed.fields?.length ? el("div", { class: "fields" }, embed.fields.map((field) => el("div", { class: field.inline ? "field inline" : "field" },
      el("h4", {}, text(field.name)), el("div", {}, text(field.value))))) : null,
    thumbnail && picture(thumbnail.url, thumbnail.description, "thumbnail"),
    image && picture(image.url, image.description, "image"),
    foot.length ? el("p", { class: "footer" }, picture(footer?.icon_url, footer?.description, "icon"),
      foot.length > 1 ? [foot[0], " • ", foot[1]] : foot) : null);
}
