// Seconds: buttons, typed numbers, keys on the cut, and dragging the cut between two shots.
import { edit } from "./edits.js";
import { editable, shotOf, speak, strip } from "./page.js";
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

const roll = async (trim, by) => {
  const sentence = readOut(trim, by);
  if ((await edit({ operation: "roll", shot: trim.dataset.left, by })) === 200) speak(sentence);
  else if (trim.isConnected) preview(trim, 0);
};

// The right edge of a shot, or its left one, a second earlier or later.
export const rollBeside = (shot, side, by) => {
  const trim = (side === "right" ? shot : shot.previousElementSibling)?.querySelector(".trim");
  if (!trim) speak(side === "right" ? say("The last shot has no edge to move.") : say("The first shot has no edge to move."));
  else if (within(trim, by)) roll(trim, by);
  else speak(say("The edge cannot go further: each shot lasts at least one second."));
};

const within = (trim, by) =>
  Math.max(1 - secondsOf(trim.dataset.left), Math.min(by, secondsOf(trim.dataset.right) - 1));

// While dragging, the two shots show their future seconds and widths; the server is told once, at the end.
const preview = (trim, by) => {
  for (const [id, change] of [[trim.dataset.left, by], [trim.dataset.right, -by]]) {
    const shot = shotOf(id), seconds = secondsOf(id) + change;
    shot.style.setProperty("--s", seconds);
    shot.querySelector(".shot__len").textContent = say("%(seconds)s s", { seconds });
  }
  trim.setAttribute("aria-valuenow", secondsOf(trim.dataset.left) + by);
  trim.dataset.readout = `${secondsOf(trim.dataset.left) + by} | ${secondsOf(trim.dataset.right) - by}`;
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
  edit({ operation: "seconds", shot: shot.dataset.shot, seconds }).then((status) => {
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
    const far = { Home: 1 - secondsOf(trim.dataset.left), End: secondsOf(trim.dataset.right) - 1 }[event.key];
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
