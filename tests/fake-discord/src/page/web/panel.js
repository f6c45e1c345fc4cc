// The side panel: what passes between bot and Discord, as it happens, and buttons that break it.
import { act } from "./api.js";
import { el } from "./dom.js";

const ROLES = { method: "PUT", path: "/guilds/*/members/*/roles/*" };
const EVERYTHING = { method: "*", path: "**" };
const FAULTS = [
  { label: "Slow Discord (2 s)", ...EVERYTHING, latency_ms: 2000 },
  { label: "Too slow (5 s)", ...EVERYTHING, latency_ms: 5000 },
  { label: "Roles: 429, twice", ...ROLES, retry_after: 2, times: 2 },
  { label: "Roles: 500, 3 times", ...ROLES, status: 500, message: "500: Internal Server Error", times: 3 },
  { label: "Roles: 403", ...ROLES, status: 403, code: 50013, message: "Missing Permissions" },
  { label: "Roles: 404, member gone", ...ROLES, status: 404, code: 10007, message: "Unknown Member", times: 1 },
];
const EVENTS_MAX = 150;

export class Panel {
  constructor(world, report) {
    this.world = world;
    this.report = report;
    this.list = document.getElementById("traffic");
    this.heartbeats = document.getElementById("heartbeats");
    document.getElementById("clear-traffic").addEventListener("click", () => this.list.replaceChildren());
  }

  render() {
    const { faults, controls } = this.world.state;
    const buttons = document.getElementById("faults");
    if (!buttons.children.length) {
      const button = (label, kind, deed) => el("button", { type: "button", class: kind, onclick: (event) => this.attempt(event.currentTarget, deed) }, label);
      buttons.append(
        ...FAULTS.map((fault) => button(fault.label, "small", () => act("fault", fault))),
        button("Drop the gateway", "small", () => act("gateway/drop")),
        ...controls.map((control) => button(control.label, "small", () => act("control", { control: control.id }))),
        button("Clear faults", "small success", () => act("faults/clear")));
    }
    const told = faults.map(({ label, hits, times }) => `${label}: struck ${hits}${times ? ` of ${times}` : ""} request${(times || hits) === 1 ? "" : "s"}`);
    document.getElementById("fault-state").textContent = told.join("; ") || "No fault is set.";
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
  }

  event(event) {
    const shown = this.describe(event);
    if (!shown) return;
    const detail = el("details", {}, el("summary", {}, el("span", { class: `mark ${shown.kind}` }, shown.mark),
      el("span", { class: "what" }, shown.what), el("span", { class: "quiet" }, shown.note)));
    // The whole of it is written only when somebody looks.
    detail.addEventListener("toggle", () => {
      if (detail.open && detail.children.length === 1) detail.append(el("pre", {}, JSON.stringify(shown.raw, null, 2)));
    });
    this.list.prepend(el("li", {}, detail));
    while (this.list.children.length > EVENTS_MAX) this.list.lastChild.remove();
  }

  describe({ event, ...raw }) {
    switch (event) {
      case "rest": {
        const ms = Math.round(raw.elapsed.secs * 1000 + raw.elapsed.nanos / 1e6);
        const kind = raw.status === 0 || raw.status >= 500 ? "bad" : raw.status >= 400 ? "warn" : "good";
        return { kind, mark: raw.status || "cut", what: `${raw.method} ${shorter(raw.path)}`, note: `${ms} ms`, raw };
      }
      case "gateway_sent":
      case "gateway_received": {
        const { op, t } = raw.payload;
        if ((op === 1 || op === 11) && !this.heartbeats.checked) return null;
        const sent = event === "gateway_sent";
        return { kind: "gate", mark: sent ? "to bot" : "from bot", what: t || OPS[op] || `op ${op}`, note: "gateway", raw: raw.payload };
      }
      case "gateway_closed": return { kind: "bad", mark: raw.code || "cut", what: "gateway connection ended", note: "gateway", raw };
      default: return { kind: "bad", mark: "rule", what: raw.text || event, note: "violation", raw };
    }
  }
}

const OPS = { 1: "heartbeat", 2: "IDENTIFY", 6: "RESUME", 7: "RECONNECT", 9: "INVALID SESSION", 10: "HELLO", 11: "heartbeat ack" };

/** Long ids and tokens say nothing to a reader. */
function shorter(path) {
  return path.replace(/interaction-token-\d+/g, "…token").replace(/\d{13,}/g, (id) => `…${id.slice(-4)}`);
}
