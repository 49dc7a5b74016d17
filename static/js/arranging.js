// Order of shots: add, delete, move by button, by key, and by dragging the grip.
import { edit } from "./edits.js";
import { editable, shots, speak, strip } from "./page.js";
import { select, selectedShot, step } from "./selection.js";
import { toggleRipple } from "./rippling.js";
import { lettersOn } from "./shortcuts.js";
import { change, rollBeside } from "./timing.js";
import { takeBack } from "./undoing.js";
import { say } from "./words.js";

let drag = null;
export const arranging = () => drag !== null;

const indexOf = (shot) => shots().indexOf(shot);

const move = async (shot, position) => {
  if (position < 0 || position >= shots().length) {
    speak(say("The shot is at the end already."));
    return;
  }
  const status = await edit({ operation: "move", shot: shot.dataset.shot, position });
  if (status === 200) speak(say("Shot moved to place %(n)s of %(count)s", { n: position + 1, count: shots().length }));
};

export const add = async (position) => {
  const before = new Set(shots().map((shot) => shot.dataset.shot));
  if ((await edit({ operation: "add", position })) !== 200) return;
  const made = shots().find((shot) => !before.has(shot.dataset.shot));
  if (!made) return;
  select(made.dataset.shot, { focus: true });
  speak(say("Shot %(n)s added, %(seconds)s seconds", { n: made.dataset.position, seconds: made.dataset.seconds }));
};

const remove = async () => {
  const shot = selectedShot(), number = shot.dataset.position;
  const held = document.activeElement?.closest(".shot") === shot;
  if ((await edit({ operation: "delete", shot: shot.dataset.shot })) !== 200) return;
  if (held) select(selectedShot().dataset.shot, { focus: true });
  speak(say("Shot %(n)s deleted; its neighbour has its seconds", { n: number }));
};

const duplicate = async () => {
  const before = new Set(shots().map((shot) => shot.dataset.shot));
  if ((await edit({ operation: "duplicate", shot: selectedShot().dataset.shot })) !== 200) return;
  const made = shots().find((shot) => !before.has(shot.dataset.shot));
  if (!made) return;
  select(made.dataset.shot, { focus: true });
  speak(say("Shot %(n)s is the copy, %(seconds)s seconds", { n: made.dataset.position, seconds: made.dataset.seconds }));
};

const merge = async () => {
  const shot = selectedShot();
  if ((await edit({ operation: "merge", shot: shot.dataset.shot })) !== 200) return;
  const merged = selectedShot();
  speak(say("Merged: shot %(n)s, %(seconds)s seconds", { n: merged.dataset.position, seconds: merged.dataset.seconds }));
};

const acts = {
  undo: () => takeBack("undo"),
  redo: () => takeBack("redo"),
  ripple: toggleRipple,
  duplicate,
  merge,
  left: () => move(selectedShot(), indexOf(selectedShot()) - 1),
  right: () => move(selectedShot(), indexOf(selectedShot()) + 1),
  delete: remove,
  add: () => add(shots().length),
  shorter: () => change(-1),
  longer: () => change(1),
};

// The place a dragged shot would take, by the middles of the others.
const placeAt = (x) => {
  const rtl = getComputedStyle(strip()).direction === "rtl";
  const others = shots().filter((shot) => shot !== drag.shot);
  return others.filter((shot) => {
    const box = shot.getBoundingClientRect(), middle = box.left + box.width / 2;
    return rtl ? middle > x : middle < x;
  }).length;
};

const start = (event) => {
  const grip = event.target.closest(".shot__grip");
  if (!grip || event.button !== 0) return;
  const shot = grip.closest(".shot");
  select(shot.dataset.shot);
  drag = { shot, grip, x: event.clientX, id: event.pointerId, place: null };
  grip.setPointerCapture(event.pointerId);
  event.preventDefault();
  grip.focus({ preventScroll: true });
};

const moved = (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  const by = event.clientX - drag.x;
  if (drag.place === null && Math.abs(by) < 5) return;
  strip().dataset.dragging = "shot";
  drag.shot.dataset.dragged = "";
  drag.shot.style.setProperty("--by", `${by}px`);
  drag.place = placeAt(event.clientX);
  const others = shots().filter((shot) => shot !== drag.shot);
  for (const shot of shots()) delete shot.dataset.drop;
  if (drag.place === indexOf(drag.shot)) return;
  if (others[drag.place]) others[drag.place].dataset.drop = "before";
  else others.at(-1).dataset.drop = "after";
};

const end = (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  const { shot, place } = drag;
  drag = null;
  delete strip().dataset.dragging;
  delete shot.dataset.dragged;
  shot.style.removeProperty("--by");
  for (const one of shots()) delete one.dataset.drop;
  if (event.type === "pointerup" && place !== null && place !== indexOf(shot)) move(shot, place);
  document.dispatchEvent(new Event("drag-ended"));
};

const inText = (target) => target.closest?.("input, textarea, select, [contenteditable], .trim, dialog");

// With Shift many keyboards send the brace of the same key: the left edge of the shot.
const edge = (by) => (event) => rollBeside(selectedShot(), event.shiftKey || "{}".includes(event.key) ? "left" : "right", by);
const letters = {
  n: (event) => add(indexOf(selectedShot()) + (event.shiftKey ? 0 : 1)),
  d: duplicate,
  r: toggleRipple,
  "[": edge(-1), "{": edge(-1), "]": edge(1), "}": edge(1),
};

const pressed = (event) => {
  if (inText(event.target) || event.ctrlKey || event.metaKey) return;
  const shot = event.target.closest?.(".shot");
  const rtl = getComputedStyle(strip()).direction === "rtl";
  const by = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
  const grip = event.target.closest?.(".shot__grip");
  if (by && editable() && (event.altKey || grip)) {
    event.preventDefault();
    move(shot ?? selectedShot(), indexOf(shot ?? selectedShot()) + by);
  } else if (by && event.target.closest?.("#strip")) {
    event.preventDefault();
    step(by, { focus: true });
  } else if (editable() && !event.altKey && lettersOn() && letters[event.key.toLowerCase()]) {
    event.preventDefault();
    letters[event.key.toLowerCase()](event);
  } else if (editable() && event.key === "Delete" && event.target.closest?.("#strip")) {
    event.preventDefault();
    remove();
  }
};

export const startArranging = () => {
  document.addEventListener("pointerdown", start);
  document.addEventListener("pointermove", moved);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act], [data-edit]");
    if (!button) return;
    if (button.getAttribute("aria-disabled") === "true") { speak(button.title); return; }
    if (button.dataset.act) acts[button.dataset.act]();
    else edit({ operation: button.dataset.edit, ...(button.dataset.by && { by: button.dataset.by }) });
  });
};
