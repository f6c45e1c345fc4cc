// The page's half of the fake's JSON API.

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.problem || `the playground answered ${response.status}`);
  return body;
}

/** What this member sees; whoever the playground suggests when none is given. */
export async function look(speaker) {
  const query = speaker ? `?as=${encodeURIComponent(speaker)}` : "";
  return answer(await fetch(`/api/state${query}`));
}

/** Does something: `command`, `autocomplete`, `component`, `message`, `fault`, … */
export async function act(what, body = {}) {
  return answer(await fetch(`/api/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }));
}

/** Listens to what happens, and goes on listening after the playground was restarted. */
export function listen({ onChange, onEvent, onConnection }) {
  const socket = new WebSocket(`ws://${location.host}/api/events`);
  socket.addEventListener("open", () => onConnection(true));
  socket.addEventListener("message", ({ data }) => {
    const news = JSON.parse(data);
    if (news.event) onEvent(news.event);
    else onChange();
  });
  socket.addEventListener("close", () => {
    onConnection(false);
    setTimeout(() => listen({ onChange, onEvent, onConnection }), 1000);
  });
}
