// What others and the worker do appears by itself. Messages carry a number; a page that missed one asks for a snapshot.
import { look, stripChanged } from "./edits.js";
import { main, version } from "./page.js";
import { arranging } from "./arranging.js";
import { setClock, showPercent, showPlace } from "./standing.js";
import { trimming } from "./timing.js";
import { say } from "./words.js";

const state = document.getElementById("live-state");
const listeners = new Set();
let number = Number(main.dataset.number);
let stale = false;
let asking = false;
let again = false;
let open = false;

// Called with the element of every take that was drawn again.
export const onTake = (listener) => listeners.add(listener);

const show = (name) => {
  state.dataset.state = name;
  const texts = {
    connected: say("Live"),
    reconnecting: say("Reconnecting…"),
    offline: say("Offline: what others do is not shown until the connection is back."),
  };
  state.querySelector("[data-live-text]").textContent = texts[name];
};

const draw = {
  board: (fragment) => { if (fragment.version > version()) refreshStrip(); },
  cast: () => refreshStrip(), // an element of the board changed: its name in prompts, its row on the rail
  takes: (fragment) => {
    const list = document.getElementById("takes-list");
    window.htmx.swap(list, fragment.markup, { swapStyle: "innerHTML", settleDelay: 0 });
    tellAll();
  },
  pictures: () => refreshStrip(),
  chain: () => document.body.dispatchEvent(new Event("chain-changed")),
  take: (fragment) => {
    const card = cardOf(fragment.key);
    if (!card || !fragment.markup.trim()) return;
    window.htmx.swap(card, fragment.markup.trim(), { swapStyle: "outerHTML", settleDelay: 0 });
    tell(cardOf(fragment.key));
  },
};

const tellAll = () => { for (const card of document.querySelectorAll("#takes-list .take")) tell(card); };
const tell = (card) => { for (const listener of listeners) listener(card); };

// Never under somebody's hand: a drag ends first, also one that began while the strip was on its way.
const refreshStrip = async () => {
  if (trimming() || arranging()) { stale = true; return; }
  stale = false;
  if ((await look()) === 200) stripChanged();
  else stale = true; // not seen: the next hello looks again
};

const beforeSwap = (event) => {
  if (event.detail.pathInfo.requestPath !== main.dataset.stripUrl || !(trimming() || arranging())) return;
  event.detail.shouldSwap = false;
  stale = true;
};

// The answer to an order may come after what the worker told meanwhile; then it is older than the page.
const beforeTakes = (event) => {
  if (Number(event.detail.fragment.dataset.number) < number) event.detail.shouldSwap = false;
};

const cardOf = (id) => document.getElementById(`take-${id}`);

const take = (message) => {
  if (message.progress) { for (const [id, percent] of Object.entries(message.progress)) showPercent(cardOf(id), percent); return; }
  if (message.places) { for (const [id, place] of Object.entries(message.places)) showPlace(cardOf(id), place); return; }
  if (message.hello) {
    open = true;
    setClock(message.now);
    show("connected");
    if (message.number > number) catchUp();
    else if (stale) refreshStrip();
    return;
  }
  if (message.number <= number) return;
  if (message.number > number + 1) { catchUp(); return; }
  number = message.number;
  for (const fragment of message.fragments) draw[fragment.name]?.(fragment);
};

const catchUp = async () => {
  if (asking) { again = true; return; }
  asking = true;
  again = false;
  try {
    const answer = await fetch(main.dataset.liveUrl, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const snapshot = await answer.json();
    if (snapshot.number < number) return; // a message came in meanwhile and was drawn
    if (stale || snapshot.number > number) refreshStrip(); // what was missed may be an element: no board version tells it
    number = snapshot.number;
    for (const fragment of snapshot.fragments) draw[fragment.name]?.(fragment);
  } catch {
    // No network: the next hello asks again.
  } finally {
    asking = false;
    if (again) catchUp();
  }
};

export const startLive = () => {
  // Tries again soon and then every few seconds: a server that was restarted is found at once.
  window.htmx.config.wsReconnectDelay = (tries) => Math.min(5000, 500 * 2 ** tries) * (0.5 + Math.random() / 2);
  document.body.addEventListener("htmx:wsBeforeMessage", (event) => {
    event.preventDefault();
    take(JSON.parse(event.detail.message));
  });
  document.body.addEventListener("htmx:wsConnecting", () => show(navigator.onLine ? "reconnecting" : "offline"));
  document.body.addEventListener("htmx:wsClose", () => {
    open = false;
    show(navigator.onLine ? "reconnecting" : "offline");
  });
  window.addEventListener("offline", () => show("offline"));
  window.addEventListener("online", () => {
    show(open ? "connected" : "reconnecting"); // a short gap leaves the socket whole
    if (open) catchUp();
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) catchUp(); });
  // A socket can be dead without anybody knowing: whoever looks at the page asks once a minute.
  setInterval(() => { if (open && !document.hidden) catchUp(); }, 60_000);
  document.addEventListener("drag-ended", () => { if (stale) refreshStrip(); });
  main.addEventListener("htmx:beforeSwap", beforeSwap);
  document.getElementById("takes-list").addEventListener("htmx:oobBeforeSwap", beforeTakes);
  document.getElementById("takes-list").addEventListener("htmx:oobAfterSwap", tellAll);
};
