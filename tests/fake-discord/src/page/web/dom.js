// Making elements. Text always becomes text nodes: nothing that a member or the bot wrote is parsed as HTML.

/** Makes an element; `properties` are attributes, `on…` listeners, `class`, or `style` variables by name. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "colour") element.style.setProperty("--colour", value);
    else if (value === true) element.setAttribute(name, "");
    else element.setAttribute(name, String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A 24-bit number as a CSS colour; nothing for 0, which means "no colour". */
export function colour(number) {
  return number ? `#${number.toString(16).padStart(6, "0")}` : undefined;
}

/** A round picture with the first letter of a name, in a colour that the name decides. */
export function avatar(name, bot) {
  let hue = 0;
  for (const letter of name) hue = (hue * 31 + letter.codePointAt(0)) % 360;
  const face = el("span", { class: bot ? "avatar bot" : "avatar", "aria-hidden": "true" }, bot ? "✦" : [...name][0].toUpperCase());
  face.style.setProperty("--hue", hue);
  return face;
}

let nextId = 0;
/** An id that no other element has. */
export function freshId(prefix) {
  nextId += 1;
  return `${prefix}-${nextId}`;
}
