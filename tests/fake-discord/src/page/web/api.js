// The page's half of the fake's JSON API.

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.problem || `the playground answered ${response.status}`);
  return body;
}

/** What this member sees of this channel; whoever and whatever the playground suggests when none is given. */
export async function look(speaker, channel) {
  const query = new URLSearchParams();
  if (speaker) query.set("as", speaker);
  if (channel) query.set("channel", channel);
  return answer(await fetch(`/api/state?${query}`));
}

/** Does something: `command`, `autocomplete`, `menu`, `component`, `modal`, `message`, `fault`, … */
export async function act(what, body = {}) {
  return answer(await fetch(`/api/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }));
}

/** Keeps a file for the command that is being filled in; its id. */
export async function upload(file) {
  const name = encodeURIComponent(file.name);
  const { upload: id } = await answer(await fetch(`/api/upload?name=${name}`, { method: "POST", body: file }));
  return id;
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
