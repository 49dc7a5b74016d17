// The playhead: the moment of the board that the preview shows, in seconds, drawn on the ruler and across the shots. A
// click or drag on the ruler moves it, and keys do. The selection goes with it, but never away from who works in the
// inspector or in a dialog, or from several shots that were chosen.
import { onStrip } from "./edits.js";
import { shotOf, shots, strip } from "./page.js";
import { onSelect, select, selectedShot, severalSelected } from "./selection.js";
import { say } from "./words.js";

export const RATE = 24; // frames a second of the animatic, drawn here or rendered
const listeners = new Set();
const tenths = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
let rate = RATE;
let at = 0;
let place = { shot: "", into: 0 }; // the same moment as one of a shot, which it keeps to when lengths change
let leading = false;
let drag = null;
let seen = true;

// Called with the shot under the playhead, the moment and what moved it: "hand", "step", "playing", "video" (whose own
// time it is), "stood" (when that or playing came to rest), "selection", "board" (drawn anew) or "rate".
export const onHead = (listener) => listeners.add(listener);
export const headAt = () => at;
export const scrubbing = () => drag !== null;
export const boardSeconds = () => Number(strip().dataset.total);
export const startOf = (shot) => Number(shot.dataset.start);
export const shotAt = (seconds) => shots().find((shot) => seconds < Number(shot.dataset.end) - 1e-6) ?? shots().at(-1);
// A frame's time is its start: a time just below it, by rounding, means that frame all the same.
export const frameAt = (seconds) => Math.min(Math.floor(seconds * rate + 0.01), Math.ceil(boardSeconds() * rate) - 1);
export const onFrame = (seconds) => frameAt(seconds) / rate;
export const lastMoment = () => (Math.ceil(boardSeconds() * rate) - 1) / rate;

export const headText = () => tenths.format(Math.floor(at * 10 + 0.01) / 10);

// Told to assistive technology where somebody moves it, and not sixty times a second while it plays.
const tellRuler = () => {
  const ruler = document.getElementById("ruler");
  ruler.setAttribute("aria-valuemax", frameAt(boardSeconds()));
  ruler.setAttribute("aria-valuenow", frameAt(at));
  ruler.setAttribute("aria-valuetext", say("%(seconds)s seconds, frame %(frame)s, shot %(n)s", {
    seconds: headText(), frame: frameAt(at), n: shotAt(at).dataset.position,
  }));
};

const runs = (cause) => cause === "playing" || cause === "video";

const put = (element, words) => { if (element.textContent !== words) element.textContent = words; };

const toEnd = () => (getComputedStyle(strip()).direction === "rtl" ? -1 : 1);

// A narrow strip goes along, a page at a time and without sliding; who scrolled away from the playhead is left alone.
const keepInView = (cause) => {
  const scroll = document.querySelector(".timeline__scroll"), view = scroll.getBoundingClientRect();
  const { left, right, width } = document.getElementById("ruler").getBoundingClientRect();
  const x = toEnd() > 0 ? left + (at / boardSeconds()) * width : right - (at / boardSeconds()) * width;
  const before = seen;
  seen = x >= view.left && x <= view.right;
  if (seen || scrubbing() || (!before && runs(cause))) return;
  scroll.scrollBy({ left: x - view.left - view.width * (toEnd() > 0 ? 0.1 : 0.9), behavior: "instant" });
  seen = true;
};

const draw = (cause) => {
  const head = document.getElementById("playhead");
  head.style.setProperty("--moment", at);
  if (head.firstElementChild.textContent !== headText() && cause !== "selection") keepInView(cause);
  put(head.firstElementChild, headText());
  put(document.getElementById("stage-now"), `${Math.floor(at / 60)}:${headText().padStart(4, "0")}`);
  put(document.getElementById("stage-frame-number"), say("Frame %(n)s", { n: frameAt(at) }));
};

const held = () => !scrubbing() && Boolean(document.activeElement?.closest(".inspector") || document.querySelector("dialog[open]"));

const lead = (shot) => {
  if (shot === selectedShot() || severalSelected() || held()) return;
  leading = true;
  select(shot.dataset.shot);
  leading = false;
};

const tell = (cause) => {
  draw(cause);
  const shot = shotAt(at);
  place = { shot: shot.dataset.shot, into: at - startOf(shot) };
  if (cause !== "selection") lead(shot);
  if (!runs(cause)) tellRuler();
  for (const listener of listeners) listener(shot, at, cause);
};

export const moveHead = (seconds, cause = "hand") => {
  at = Math.min(Math.max(seconds, 0), boardSeconds());
  tell(cause);
};

const stepFrames = (by) => moveHead(Math.min(Math.max((frameAt(at) + by) / rate, 0), lastMoment()), "step");

// The rate of what the preview shows: the animatic's, or that of a take's video.
export const countBy = (frames) => { rate = frames; tell("rate"); };

const contains = (shot) => shotAt(at) === shot;

const chosen = (shot, other) => {
  if (other && !leading && !contains(shot)) moveHead(startOf(shot), "selection");
};

// After a swap it stands in the same shot, as far into it as the shot now lasts.
const swapped = () => {
  const shot = shotOf(place.shot);
  if (shot) at = startOf(shot) + Math.min(place.into, Number(shot.dataset.seconds) - 1 / rate);
  at = Math.min(at, boardSeconds());
  tell("board");
};

const momentAt = (x) => {
  const { left, right, width } = document.getElementById("ruler").getBoundingClientRect();
  const share = (toEnd() > 0 ? x - left : right - x) / width;
  return Math.min(Math.round(share * boardSeconds() * rate) / rate, lastMoment());
};

const pressed = (event) => {
  const ruler = event.target.closest("#ruler");
  if (!ruler || event.button !== 0) return;
  drag = event.pointerId;
  ruler.setPointerCapture(drag);
  moveHead(momentAt(event.clientX));
};

const moved = (event) => { if (drag === event.pointerId) moveHead(momentAt(event.clientX)); };

const released = (event) => {
  if (drag !== event.pointerId) return;
  drag = null;
  document.dispatchEvent(new Event("drag-ended"));
};

const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

// Where a key leads: so many frames on, or an end; undefined for any other key.
const destination = (event) => {
  const second = Math.round(rate), along = STEPS[event.key] * toEnd() * (event.shiftKey ? second : 1);
  const ends = { Home: -Infinity, End: Infinity }, onRuler = { ArrowDown: -1, ArrowUp: 1, PageDown: -second, PageUp: second };
  return along || ends[event.key] || (event.target.closest("#ruler") ? onRuler[event.key] : undefined);
};

const typed = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest?.(".stage, #ruler")) return;
  const by = event.target.closest("[popover], input") ? undefined : destination(event);
  if (by === undefined) return;
  event.preventDefault();
  stepFrames(by);
};

export const startPlayhead = () => {
  onSelect(chosen);
  onStrip(swapped);
  document.addEventListener("pointerdown", pressed);
  document.addEventListener("pointermove", moved);
  document.addEventListener("pointerup", released);
  document.addEventListener("pointercancel", released);
  document.addEventListener("keydown", typed);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-frames]");
    if (button) stepFrames(Number(button.dataset.frames));
  });
  moveHead(startOf(selectedShot()), "selection");
};
