// The order of a playlist: by buttons, by keys on the grip of a take, by dragging it, and with a finger by its grip. What
// others do with it appears by itself, but not under a hand that drags.
import { holdWhile } from "./following.js";
import { speak } from "./page.js";
import { isDone, tellUndone } from "./undone.js";
import { say } from "./words.js";

const place = document.getElementById("playlist");
const SOON = 300; // milliseconds in which changes are gathered
const state = () => document.getElementById("playlist-state").dataset.deleted;
const begun = state();
let dragged = null, posting = 0, timer = null;

const rows = () => [...place.querySelectorAll(".take-row")];
const rowOf = (target) => target.closest?.("#playlist .take-row");
const placeOf = (row) => Number(row.dataset.place);

const look = () => {
  timer = null;
  document.dispatchEvent(new Event("followed-changed"));
};
const soon = () => { timer ??= setTimeout(look, SOON); };

// Whether it was done. A refusal stands above the list, anything else is told by itself.
const post = async (path, values) => {
  let done = false;
  const see = ({ detail }) => { if (detail.pathInfo?.requestPath === path) done = isDone(detail); };
  posting += 1;
  document.body.addEventListener("htmx:afterRequest", see);
  try {
    await window.htmx.ajax("POST", path, { target: place, swap: "innerHTML", values });
  } finally {
    document.body.removeEventListener("htmx:afterRequest", see);
    posting -= 1;
    soon();
  }
  return done;
};

const move = async (row, to, focus) => {
  if (to < 1 || to > rows().length || to === placeOf(row)) return;
  const { id } = row.dataset;
  const done = await post(place.dataset.url, { take: id, place: to });
  document.getElementById(`${focus}-${id}`)?.focus();
  if (done) speak(say("Moved to place %(n)s.", { n: to }));
};

const takeOut = async (row) => {
  const at = placeOf(row);
  if (!await post(place.dataset.outUrl, { take: row.dataset.id })) return;
  (rows()[at - 1] ?? rows().at(-1))?.querySelector(".take-row__grip").focus();
  speak(say("The take is out of the playlist."));
};

const clicked = ({ target }) => {
  const button = target.closest("button"), row = rowOf(target);
  if (!button || !row) return;
  if (button.getAttribute("aria-disabled") === "true") speak(button.title);
  else if ("out" in button.dataset) takeOut(row);
  else if (button.dataset.by) move(row, placeOf(row) + Number(button.dataset.by), button.dataset.by === "1" ? "down" : "up");
};

const pressed = (event) => {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!by || !event.target.matches(".take-row__grip")) return;
  event.preventDefault();
  move(rowOf(event.target), placeOf(rowOf(event.target)) + by, "grip");
};

const mark = (onto) => {
  for (const row of rows()) row.toggleAttribute("data-drop", row === onto && row !== dragged);
};

const drop = (onto) => {
  if (dragged && onto) move(dragged, placeOf(onto), "grip");
};

const end = () => {
  mark(null);
  if (dragged) {
    delete dragged.dataset.dragged;
    soon();
  }
  dragged = null;
};

const begin = (row) => {
  dragged = row;
  if (row) row.dataset.dragged = "";
};

// A finger drags by the grip alone: elsewhere it scrolls.
const under = ({ clientX, clientY }) => rowOf(document.elementFromPoint(clientX, clientY) ?? place);
const touched = (event) => {
  if (event.pointerType === "mouse" || !event.target.closest(".take-row__grip")) return;
  event.target.closest(".take-row__grip").setPointerCapture(event.pointerId);
  begin(rowOf(event.target));
};

document.addEventListener("click", clicked);
document.addEventListener("keydown", pressed);
place?.addEventListener("dragstart", (event) => begin(rowOf(event.target)));
place?.addEventListener("dragover", (event) => {
  if (!dragged) return;
  event.preventDefault();
  mark(rowOf(event.target));
});
place?.addEventListener("drop", (event) => { event.preventDefault(); drop(rowOf(event.target)); end(); });
place?.addEventListener("dragend", end);
place?.addEventListener("pointerdown", touched);
place?.addEventListener("pointermove", (event) => { if (dragged && event.pointerType !== "mouse") mark(under(event)); });
place?.addEventListener("pointerup", (event) => {
  if (!dragged || event.pointerType === "mouse") return;
  drop(under(event));
  end();
});
place?.addEventListener("pointercancel", (event) => { if (event.pointerType !== "mouse") end(); });

tellUndone();
holdWhile(() => dragged !== null || posting > 0);
window.htmx.config.wsReconnectDelay = (tries) => Math.min(5000, 500 * 2 ** tries) * (0.5 + Math.random() / 2);
document.getElementById("playlist-live").addEventListener("htmx:wsBeforeMessage", (event) => {
  event.preventDefault();
  if (!JSON.parse(event.detail.message).progress) soon();
});
window.addEventListener("online", soon);
// Deleted or restored by somebody: another page.
new MutationObserver(() => { if (state() !== begun) location.reload(); }).observe(document.getElementById("playlist-state").parentElement, { childList: true });
