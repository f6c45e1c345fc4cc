// What can be used below a message: buttons, links, and selects.
import { el } from "./dom.js";
import { t } from "./i18n.js";
import { Picker } from "./picker.js";

const BUTTON_STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger" };
const SHOWN_MAX = 8;

/** A row; `press(id)` and `choose(id, values)` do what is done. */
export function row(components, world, actions) {
  return el("div", { class: "row" }, components.map((item) => {
    if (item.type === 2) return button(item, actions);
    if (item.type === 3) return textSelect(item, actions);
    return new Picker(item, world, (chosen) => actions.choose(item.custom_id, chosen)).node;
  }));
}

function emoji(item) {
  return item.emoji && !item.emoji.id ? `${item.emoji.name} ` : "";
}

function button(item, actions) {
  const label = [emoji(item), item.label || ""];
  if (item.style === 5) return el("a", { class: "button link", href: item.url, target: "_blank", rel: "noreferrer" }, label);
  return el("button", {
    type: "button", class: BUTTON_STYLES[item.style] || "secondary", disabled: item.disabled === true,
    "data-custom-id": item.custom_id, onclick: () => actions.press(item.custom_id),
  }, label);
}

function textSelect(item, actions) {
  const label = item.placeholder || t("makeSelection");
  const several = (item.max_values ?? 1) > 1;
  const least = item.min_values ?? 1;
  const preset = item.options.some((option) => option.default);
  const control = el("select", {
    "aria-label": label, disabled: item.disabled === true, multiple: several, "data-custom-id": item.custom_id,
    size: several ? Math.min(item.options.length, SHOWN_MAX) : undefined,
  }, several ? null : el("option", { value: "", selected: !preset, disabled: least > 0 && preset }, label),
  item.options.map((option) => el("option", { value: option.value, selected: option.default === true },
    [emoji(option), option.label, option.description ? ` — ${option.description}` : ""].join(""))));
  const chosen = () => [...control.selectedOptions].map((option) => option.value).filter(Boolean);
  const send = () => {
    if (chosen().length >= least) actions.choose(item.custom_id, chosen());
  };
  if (!several) {
    control.addEventListener("change", send);
    return control;
  }
  return el("div", { class: "several" }, el("span", { class: "caption", "aria-hidden": "true" }, label), control,
    el("button", { type: "button", class: "secondary", disabled: item.disabled === true, onclick: send }, t("choose")));
}
