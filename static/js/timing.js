// Seconds: buttons, typed numbers, keys on the cut, and dragging the cut between two shots.
import { edit } from "./edits.js";
import { editable, shotOf, speak, strip } from "./page.js";
import { rippling } from "./rippling.js";
import { selectedShot } from "./selection.js";
import { say } from "./words.js";

let drag = null;
export const trimming = () => drag !== null;

const secondsOf = (id) => Number(shotOf(id).dataset.seconds);
const readOut = (trim, by) => {
  const left = shotOf(trim.dataset.left), right = shotOf(trim.dataset.right);
  return say("Shot %(a)s %(x)s seconds, shot %(b)s %(y)s seconds", {
    a: left.dataset.position, x: secondsOf(trim.dataset.left) + by,
    b: right.dataset.position, y: secondsOf(trim.dataset.right) + by * -1,
  });
};

// One shot's seconds and, with ripple, the board's; else the two neighbours exchange them.
const roll = async (trim, by) => {
  if (rippling()) { if (!(await ripple(shotOf(trim.dataset.left), by)) && trim.isConnected) preview(trim, 0); return; }
  const sentence = readOut(trim, by);
  if ((await edit({ operation: "roll", shot: trim.dataset.left, by })) === 200) speak(sentence);
  else if (trim.isConnected) preview(trim, 0);
};

const ripple = async (shot, by) => {
  const seconds = Number(shot.dataset.seconds) + by;
  if ((await edit({ operation: "ripple", shot: shot.dataset.shot, seconds })) !== 200) return false;
  speak(say("Shot %(n)s, %(seconds)s seconds; the board lasts %(total)s", { n: shot.dataset.position, seconds, total: strip().dataset.total }));
  return true;
};

// The right edge of a shot, or its left one, a second earlier or later.
export const rollBeside = (shot, side, by) => {
  const rippled = side === "right" ? shot : shot.previousElementSibling;
  if (rippling() && rippled) { ripple(rippled, by); return; }
  const trim = (side === "right" ? shot : shot.previousElementSibling)?.querySelector(".trim");
  if (!trim) speak(side === "right" ? say("The last shot has no edge to move.") : say("The first shot has no edge to move."));
  else if (within(trim, by)) roll(trim, by);
  else speak(say("The edge cannot go further: each shot lasts at least one second."));
};

const [LEAST, MOST] = [3, 15];
const within = (trim, by) => {
  const total = Number(strip().dataset.total), left = secondsOf(trim.dataset.left);
  if (rippling()) return Math.max(1 - left, LEAST - total, Math.min(by, MOST - total));
  return Math.max(1 - left, Math.min(by, secondsOf(trim.dataset.right) - 1));
};

// While dragging, the two shots show their future seconds and widths; the server is told once, at the end.
const preview = (trim, by) => {
  for (const [id, change] of [[trim.dataset.left, by], [trim.dataset.right, rippling() ? 0 : -by]]) {
    const shot = shotOf(id), seconds = secondsOf(id) + change;
    shot.style.setProperty("--s", seconds);
    shot.querySelector(".shot__len").textContent = say("%(seconds)s s", { seconds });
  }
  trim.setAttribute("aria-valuenow", secondsOf(trim.dataset.left) + by);
  const other = rippling() ? Number(strip().dataset.total) + by : secondsOf(trim.dataset.right) - by;
  trim.dataset.readout = `${secondsOf(trim.dataset.left) + by} ${rippling() ? "/" : "|"} ${other}`;
};

const start = (event) => {
  const trim = event.target.closest(".trim");
  if (!trim || event.button !== 0) return;
  const width = document.getElementById("shots").getBoundingClientRect().width;
  drag = { trim, by: 0, x: event.clientX, second: width / Number(strip().dataset.total), id: event.pointerId };
  trim.setPointerCapture(event.pointerId);
  trim.dataset.active = "";
  strip().dataset.dragging = "trim";
  event.preventDefault();
  trim.focus({ preventScroll: true });
};

const moved = (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  const toEnd = getComputedStyle(strip()).direction === "rtl" ? -1 : 1;
  const by = within(drag.trim, Math.round(((event.clientX - drag.x) * toEnd) / drag.second));
  if (by !== drag.by) { drag.by = by; preview(drag.trim, by); }
};

const end = (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  const { trim, by } = drag;
  if (event.type === "pointercancel") preview(trim, 0);
  drag = null;
  delete trim.dataset.active;
  delete trim.dataset.readout;
  delete strip().dataset.dragging;
  if (by && event.type !== "pointercancel") roll(trim, by);
  document.dispatchEvent(new Event("drag-ended"));
};

const typed = (field) => {
  const shot = selectedShot();
  const seconds = field.value.replace(/\s*s\s*$/i, "").trim();
  if (seconds === shot.dataset.seconds) { field.value = say("%(seconds)s s", { seconds }); return; }
  edit({ operation: rippling() ? "ripple" : "seconds", shot: shot.dataset.shot, seconds }).then((status) => {
    if (status === 200) speak(say("Shot %(n)s, %(seconds)s seconds", { n: shot.dataset.position, seconds }));
    else if (status === 422) field.focus();
  });
};

// Whoever only looks has the number alone.
export const showSeconds = (shot) => {
  const field = document.getElementById("shot-seconds") ?? document.getElementById("shot-length");
  field.value = say("%(seconds)s s", { seconds: shot.dataset.seconds });
  const lock = document.getElementById("shot-locked");
  if (lock) lock.checked = shot.dataset.locked === "true";
};

export const change = (by) => {
  const shot = selectedShot();
  if (rippling()) return ripple(shot, by);
  return edit({ operation: "change_seconds", shot: shot.dataset.shot, by });
};

export const startTiming = () => {
  document.addEventListener("pointerdown", start);
  document.addEventListener("pointermove", moved);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
  document.addEventListener("keydown", (event) => {
    const trim = event.target.closest?.(".trim");
    if (!trim || !editable()) return;
    const rtl = getComputedStyle(strip()).direction === "rtl";
    const by = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1, ArrowUp: 1, ArrowDown: -1 }[event.key];
    const far = { Home: -MOST, End: MOST }[event.key];
    if (by === undefined && far === undefined) return;
    event.preventDefault();
    const wanted = within(trim, far ?? by);
    if (wanted) roll(trim, wanted);
    else speak(say("The edge cannot go further: each shot lasts at least one second."));
  });
  const field = document.getElementById("shot-seconds");
  field?.addEventListener("change", () => typed(field));
  document.getElementById("shot-locked")?.addEventListener("change", (event) =>
    edit({ operation: "lock", shot: selectedShot().dataset.shot, locked: event.target.checked }));
};
