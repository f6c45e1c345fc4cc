// Files of messages: pictures are shown, anything else is a card to download. Only the page's own addresses are ever
// loaded; a picture that lies elsewhere is named instead.
import { el } from "./dom.js";
import { t } from "./i18n.js";

const UNITS = ["byte", "kilobyte", "megabyte"];

export function size(bytes, locale) {
  const step = bytes >= 1024 * 1024 ? 2 : bytes >= 1024 ? 1 : 0;
  const format = new Intl.NumberFormat(locale, { style: "unit", unit: UNITS[step], unitDisplay: step ? "short" : "long", maximumFractionDigits: 1 });
  return format.format(bytes / 1024 ** step);
}

/** A picture of the page's own, or words about one elsewhere. */
export function picture(url, description, kind) {
  if (!url) return null;
  if (url.startsWith("/files/")) return el("img", { class: kind, src: url, alt: description || "" });
  const told = t("pictureElsewhere", { url: description ? `${description} (${url})` : url });
  // An icon has no room for words.
  if (kind === "icon") return el("span", { class: "no-icon", role: "img", "aria-label": told, title: told }, "🖼");
  return el("span", { class: "elsewhere" }, told);
}

export function attachment(file, world) {
  if (file.picture) {
    return el("a", { class: "picture", href: file.url, target: "_blank", rel: "noreferrer" },
      el("img", { src: file.url, alt: file.description || file.filename }));
  }
  return el("p", { class: "file" }, el("span", { class: "file-icon", "aria-hidden": "true" }, "📄"),
    el("span", { class: "file-text" }, el("span", { class: "file-name" }, file.filename),
      el("span", { class: "quiet" }, [file.description, size(file.size, world.locale)].filter(Boolean).join(" · "))),
    el("a", { class: "button small", href: file.url, download: file.filename }, t("download")));
}
