// What others and the worker do appears by itself. Messages carry a number; a page that missed one asks for a snapshot.
import { holdWhile, look, settled, stripChanged } from "./edits.js";
import { main, version } from "./page.js";
import { showCompany } from "./presence.js";
import { arranging } from "./arranging.js";
import { typingSeconds } from "./block-seconds.js";
import { scrubbing } from "./playhead.js";
import { setClock, showPercent, showPlace } from "./standing.js";
import { trimming } from "./timing.js";
import { say } from "./words.js";

const state = document.getElementById("live-state");
const barTells = document.getElementById("unsaved"); // of whoever edits
const listeners = new Set();
let number = Number(main.dataset.number);
let stale = false;
let asking = false;
let again = false;
let open = false;
let shut = null; // the socket that the server closed for good, as long as nothing changes

// Called with the element of every take that was drawn again.
export const onTake = (listener) => listeners.add(listener);

const show = (name, reason = name) => {
  state.dataset.state = name;
  delete state.dataset.first;
  const texts = {
    connected: say("Live"),
    reconnecting: say("Reconnecting…"),
    offline: barTells ? say("Offline") : say("Offline: what others do is not shown until the connection is back."),
    4401: say("Signed out: what others do is not shown."),
    4404: say("This board is not there for you any more."),
  };
  state.querySelector("[data-live-text]").textContent = texts[reason];
};

const draw = {
  // What one does oneself is told as well, and often before its own answer: that one is waited for.
  board: async ({ version: told }) => { await settled(); if (told > version()) refreshStrip(); },
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

const dragging = () => trimming() || arranging() || scrubbing();
// A field for seconds outlives a swap of its own making; others' changes wait until it is closed.
const handled = () => dragging() || typingSeconds();

// Never under somebody's hand: a drag ends first, also one that began while the strip was on its way.
const refreshStrip = async () => {
  if (handled()) { stale = true; return; }
  stale = false;
  if ((await look()) === 200) stripChanged();
  else stale = true; // not seen: the next hello looks again
};

const beforeSwap = (event) => {
  if (event.detail.pathInfo.requestPath !== main.dataset.stripUrl || !handled()) return;
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
  if (message.here) { showCompany(message); return; }
  if (message.hello) {
    open = true;
    setClock(message.now);
    show("connected");
    document.dispatchEvent(new Event("connection-back"));
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
  document.body.addEventListener("htmx:wsConnecting", () => {
    if (!navigator.onLine) show("offline");
    else if (!("first" in state.dataset)) show("reconnecting");
  });
  document.body.addEventListener("htmx:wsClose", ({ detail: { event: { code }, socketWrapper } }) => {
    open = false;
    shut = code === 4401 || code === 4404 ? socketWrapper : null;
    if (shut) show("offline", code);
    else show(navigator.onLine ? "reconnecting" : "offline");
  });
  // Whoever comes back from another tab may have signed in there.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) shut?.reconnect(); });
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
  holdWhile(dragging);
  document.getElementById("takes-list").addEventListener("htmx:oobBeforeSwap", beforeTakes);
  document.getElementById("takes-list").addEventListener("htmx:oobAfterSwap", tellAll);
};
