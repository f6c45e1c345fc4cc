// The traffic: what passes between bot and Discord, as it happens.
import { el } from "./dom.js";
import { t } from "./i18n.js";

const EVENTS_MAX = 150;
const OPS = { 1: "heartbeat", 2: "IDENTIFY", 6: "RESUME", 7: "RECONNECT", 9: "INVALID SESSION", 10: "HELLO", 11: "heartbeat ack" };

export class Panel {
  constructor() {
    this.list = document.getElementById("traffic");
    this.heartbeats = document.getElementById("heartbeats");
    document.getElementById("clear-traffic").addEventListener("click", () => this.list.replaceChildren());
  }

  /** Tells everything once more, in the present language. */
  retell() {
    this.list.replaceChildren(...[...this.list.children].flatMap(({ event }) => {
      const shown = this.describe(event);
      return shown ? [this.line(event, shown)] : [];
    }));
  }

  event(event) {
    const shown = this.describe(event);
    if (!shown) return;
    this.list.prepend(this.line(event, shown));
    while (this.list.children.length > EVENTS_MAX) this.list.lastChild.remove();
  }

  line(event, shown) {
    const detail = el("details", {}, el("summary", {}, el("span", { class: `mark ${shown.kind}` }, shown.mark),
      el("span", { class: "what" }, shown.what), el("span", { class: "quiet" }, shown.note)));
    // The whole of it is written only when somebody looks.
    detail.addEventListener("toggle", () => {
      if (detail.open && detail.children.length === 1) detail.append(el("pre", {}, JSON.stringify(shown.raw, null, 2)));
    });
    return Object.assign(el("li", {}, detail), { event });
  }

  describe({ event, ...raw }) {
    switch (event) {
      case "rest": {
        const ms = Math.round(raw.elapsed.secs * 1000 + raw.elapsed.nanos / 1e6);
        const kind = raw.status === 0 || raw.status >= 500 ? "bad" : raw.status >= 400 ? "warn" : "good";
        return { kind, mark: raw.status || t("cut"), what: `${raw.method} ${shorter(raw.path)}`, note: `${ms} ms`, raw };
      }
      case "gateway_sent":
      case "gateway_received": {
        const { op, t: name } = raw.payload;
        if ((op === 1 || op === 11) && !this.heartbeats.checked) return null;
        const mark = t(event === "gateway_sent" ? "toBot" : "fromBot");
        return { kind: "gate", mark, what: name || OPS[op] || `op ${op}`, note: t("gateway"), raw: raw.payload };
      }
      case "gateway_closed": return { kind: "bad", mark: raw.code || t("cut"), what: t("gatewayEnded"), note: t("gateway"), raw };
      default: return { kind: "bad", mark: t("rule"), what: raw.text || event, note: t("violation"), raw };
    }
  }
}

/** Long ids and tokens say nothing to a reader. */
function shorter(path) {
  return path.replace(/interaction-token-\d+/g, "…token").replace(/\d{13,}/g, (id) => `…${id.slice(-4)}`);
}
