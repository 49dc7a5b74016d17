// What others and the worker do appears by itself. Messages carry a number; a page that missed one asks for a snapshot.
import { stripChanged } from "./edits.js";
import { main, version } from "./page.js";
import { arranging } from "./arranging.js";
import { trimming } from "./timing.js";
import { say } from "./words.js";

const state = document.getElementById("live-state");
const listeners = new Set();
let number = Number(main.dataset.number);
let stale = false;
let asking = false;
let again = false;

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
  takes: (fragment) => {
    const list = document.getElementById("takes-list");
    window.htmx.swap(list, fragment.markup, { swapStyle: "innerHTML" });
    for (const card of list.querySelectorAll(".take")) tell(card);
  },
  take: (fragment) => {
    const card = document.getElementById(`take-${fragment.key}`);
    if (!card || !fragment.markup.trim()) return;
    window.htmx.swap(card, fragment.markup.trim(), { swapStyle: "outerHTML" });
    tell(document.getElementById(`take-${fragment.key}`));
  },
};

const tell = (card) => { for (const listener of listeners) listener(card); };

// Never under somebody's hand: a drag ends first. Edits are requests of `main`, and htmx keeps but one request of an
// element waiting: sent from there, a look at the strip would push a waiting edit out.
const refreshStrip = () => {
  if (trimming() || arranging()) { stale = true; return; }
  stale = false;
  window.htmx.ajax("GET", main.dataset.stripUrl, { source: state, target: "#strip", swap: "outerHTML" });
};

// Two answers may overtake each other: the strip never goes back to an older version, nor changes in the middle of a drag.
const beforeSwap = (event) => {
  if (event.detail.target.id !== "strip") return;
  const arrived = /data-version="(\d+)"/.exec(event.detail.serverResponse);
  if (arrived && Number(arrived[1]) < version()) event.detail.shouldSwap = false;
  if (event.detail.pathInfo.requestPath !== main.dataset.stripUrl || !(trimming() || arranging())) return;
  event.detail.shouldSwap = false;
  stale = true;
};

const progress = ({ take, percent }) => {
  const card = document.getElementById(`take-${take}`);
  if (!card || card.dataset.state === "ready") return;
  card.dataset.progress = percent;
  const bar = card.querySelector("progress"), text = card.querySelector("[data-percent]");
  if (bar) bar.value = percent;
  if (text) text.textContent = percent;
};

const take = (message) => {
  if (message.progress) { progress(message.progress); return; }
  if (message.hello) { show("connected"); if (message.number > number) catchUp(); return; }
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
  document.body.addEventListener("htmx:wsBeforeMessage", (event) => {
    event.preventDefault();
    take(JSON.parse(event.detail.message));
  });
  document.body.addEventListener("htmx:wsConnecting", () => show(navigator.onLine ? "reconnecting" : "offline"));
  document.body.addEventListener("htmx:wsClose", () => show(navigator.onLine ? "reconnecting" : "offline"));
  window.addEventListener("offline", () => show("offline"));
  window.addEventListener("online", () => { if (state.dataset.state === "offline") show("reconnecting"); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) catchUp(); });
  document.addEventListener("drag-ended", () => { if (stale) refreshStrip(); });
  main.addEventListener("htmx:beforeSwap", beforeSwap);
  main.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.pathInfo?.requestPath === main.dataset.stripUrl && event.detail.successful) stripChanged();
  });
};
