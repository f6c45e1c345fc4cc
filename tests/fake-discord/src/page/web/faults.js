// Faults: presets of one click, a small form for any other, and what is set with how often it struck.
import { act } from "./api.js";
import { el } from "./dom.js";
import { language, retold, t } from "./i18n.js";

const ROLES = { method: "PUT", path: "/guilds/*/members/*/roles/*" };
const EVERYTHING = { method: "*", path: "**" };
const PRESETS = [
  { word: "slow", ...EVERYTHING, latency_ms: 2000 },
  { word: "tooSlow", ...EVERYTHING, latency_ms: 5000 },
  { word: "roles429", ...ROLES, retry_after: 2, times: 2 },
  { word: "roles500", ...ROLES, status: 500, message: "500: Internal Server Error", times: 3 },
  { word: "roles403", ...ROLES, status: 403, code: 50013, message: "Missing Permissions" },
  { word: "roles404", ...ROLES, status: 404, code: 10007, message: "Unknown Member", times: 1 },
];
const CALLS = [
  { word: "everything", ...EVERYTHING },
  { word: "roleChanges", method: "PUT|DELETE", path: ROLES.path },
  { word: "answers", method: "*", path: "/interactions/*/*/callback|/webhooks/*/*|/webhooks/*/*/messages/*" },
  { word: "registering", method: "PUT|POST", path: "/applications/*/commands|/applications/*/guilds/*/commands" },
];
const HAPPENS = [
  { word: "slow2", latency_ms: 2000 },
  { word: "slow5", latency_ms: 5000 },
  { text: "429", retry_after: 2 },
  { text: "500", status: 500, message: "500: Internal Server Error" },
  { text: "403", status: 403, code: 50013, message: "Missing Permissions" },
  { text: "404", status: 404, code: 10007, message: "Unknown Member" },
  { word: "neverAnswers", break: "hang" },
  { word: "cutBefore", break: "cut_before" },
  { word: "cutAfter", break: "cut_after" },
  { word: "unreadable", break: "unreadable" },
];
const OFTEN = [{ word: "once", times: 1 }, { word: "threeTimes", times: 3 }, { word: "always" }];

const named = ({ word, text }) => text || t(word);

export class Faults {
  constructor(world, report) {
    this.world = world;
    this.report = report;
    this.presets = document.getElementById("faults");
    this.form = document.getElementById("fault-form");
    this.told = document.getElementById("fault-state");
    this.list = document.getElementById("fault-list");
  }

  render() {
    const { faults, controls } = this.world.state;
    if (this.presets.print !== language()) {
      this.presets.print = language();
      this.makePresets(controls);
      this.makeForm();
    }
    const print = JSON.stringify([faults, language()]);
    if (this.list.print === print) return;
    this.list.print = print;
    const texts = faults.map((fault) => this.describe(fault));
    this.told.textContent = texts.join("; ") || t("noFault");
    this.told.classList.toggle("unseen", faults.length > 0);
    const hadFocus = this.list.contains(document.activeElement);
    this.list.replaceChildren(...faults.map((fault, at) => el("li", { "data-fault": fault.fault }, el("span", {}, texts[at]),
      this.button(t("remove"), "small", () => act("faults/remove", { fault: fault.fault }), t("removeName", { name: texts[at] })))));
    if (hadFocus) (this.list.querySelector("button") || this.presets.lastChild).focus();
  }

  describe({ label, hits, times }) {
    const count = times ? t("hitsOf", { hits, times }) : hits;
    return t((times || hits) === 1 ? "struckOne" : "struck", { label: retold(label), hits: count });
  }

  makePresets(controls) {
    this.presets.replaceChildren(
      ...PRESETS.map(({ word, ...fault }) => this.button(t(word), "small", () => act("fault", { label: t(word), ...fault }))),
      this.button(t("dropGateway"), "small", () => act("gateway/drop")),
      ...controls.map((control) => this.button(control.labels[language()] || control.label, "small", () => act("control", { control: control.id }))),
      this.button(t("clearFaults"), "small success", () => act("faults/clear")));
  }

  makeForm() {
    const choices = [["fault-calls", "calls", CALLS], ["fault-what", "whatHappens", HAPPENS], ["fault-often", "howOften", OFTEN]];
    const selects = choices.map(([id, , list]) => el("select", { id }, list.map((one, value) => el("option", { value }, named(one)))));
    const add = () => {
      const chosen = selects.map((select, at) => choices[at][2][Number(select.value)]);
      const label = chosen.map(named).join(" · ");
      const [{ method, path }, happens, { times }] = chosen;
      const { word, text, ...effect } = happens;
      return act("fault", { label, method, path, ...effect, times });
    };
    this.form.replaceChildren(
      ...selects.map((select, at) => el("label", { for: select.id }, el("span", {}, t(choices[at][1])), select)),
      Object.assign(this.button(t("add"), "small primary", add), { id: "fault-add" }));
  }

  button(label, kind, deed, name) {
    return el("button", { type: "button", class: kind, "aria-label": name, onclick: (event) => this.attempt(event.currentTarget, deed) }, label);
  }

  async attempt(button, deed) {
    button.disabled = true;
    try {
      await deed();
      this.report(null);
    } catch (error) {
      this.report(error.message);
    }
    button.disabled = false;
    if (button.isConnected && document.activeElement === document.body) button.focus();
  }
}
