// Order of shots: add, delete, move by button, by key, and by dragging the grip.
import { edit } from "./edits.js";
import { editable, shots, speak, strip } from "./page.js";
import { chooseAll, select, selectedShot, severalSelected } from "./selection.js";
import { toggleRipple } from "./rippling.js";
import { scrollAtEdge, stopScrolling } from "./edge-scrolling.js";
import { beside } from "./grid.js";
import { copyShots, cutShots, openPasting, pasteByButton } from "./copying.js";
import { actsOnSeveral, lock, toggleGathering } from "./several.js";
import { lettersOn } from "./shortcuts.js";
import { splitAtHead } from "./splitting.js";
import { change, changeTotal, rollBeside } from "./timing.js";
import { takeBack } from "./undoing.js";
import { inGrid } from "./viewing.js";
import { lasting, say } from "./words.js";

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
  speak(say("Shot %(n)s added, %(length)s", { n: made.dataset.position, length: lasting(made.dataset.seconds) }));
};

export const remove = async () => {
  const shot = selectedShot(), number = shot.dataset.position, { total } = strip().dataset;
  const held = document.activeElement?.closest(".shot") === shot;
  if ((await edit({ operation: "delete", shot: shot.dataset.shot })) !== 200) return;
  if (held) select(selectedShot().dataset.shot, { focus: true });
  speak(strip().dataset.total === total
    ? say("Shot %(n)s deleted; its neighbour has its seconds", { n: number })
    : say("Shot %(n)s deleted; all others are locked, and the board lasts %(total)s", { n: number, total: lasting(strip().dataset.total) }));
};

const duplicate = async () => {
  const before = new Set(shots().map((shot) => shot.dataset.shot));
  if ((await edit({ operation: "duplicate", shot: selectedShot().dataset.shot })) !== 200) return;
  const made = shots().find((shot) => !before.has(shot.dataset.shot));
  if (!made) return;
  select(made.dataset.shot, { focus: true });
  speak(say("Shot %(n)s is the copy, %(length)s", { n: made.dataset.position, length: lasting(made.dataset.seconds) }));
};

const merge = async () => {
  const shot = selectedShot();
  if ((await edit({ operation: "merge", shot: shot.dataset.shot })) !== 200) return;
  const merged = selectedShot();
  speak(say("Merged: shot %(n)s, %(length)s", { n: merged.dataset.position, length: lasting(merged.dataset.seconds) }));
};

const even = async () => {
  if ((await edit({ operation: "even" })) !== 200) return;
  speak(say("The shots last %(seconds)s seconds", { seconds: shots().map((shot) => shot.dataset.seconds).join(", ") }));
};

const swap = async () => {
  if (!strip().querySelector(".frame-slot[data-asset]")) speak(say("There is no first and no last frame to swap."));
  else if ((await edit({ operation: "swap" })) === 200) speak(say("The first and the last frame are swapped"));
};

const acts = {
  undo: () => takeBack("undo"),
  redo: () => takeBack("redo"),
  ripple: toggleRipple,
  duplicate,
  merge,
  split: splitAtHead,
  left: () => move(selectedShot(), indexOf(selectedShot()) - 1),
  right: () => move(selectedShot(), indexOf(selectedShot()) + 1),
  delete: remove,
  add: () => add(shots().length),
  before: () => add(indexOf(selectedShot())),
  after: () => add(indexOf(selectedShot()) + 1),
  shorter: () => change(-1),
  longer: () => change(1),
  "total-less": () => changeTotal(-1),
  "total-more": () => changeTotal(1),
  even,
  swap,
  several: toggleGathering,
  all: chooseAll,
  lock,
  copy: () => copyShots(),
  cut: () => cutShots(remove),
  paste: pasteByButton,
  write: openPasting,
};
const act = (name) => ((severalSelected() && actsOnSeveral[name]) || acts[name])();

// The place a dragged shot would take, by the middles of the others; in the grid, those of rows above come before.
const placeAt = (x, y) => {
  const rtl = getComputedStyle(strip()).direction === "rtl";
  const others = shots().filter((shot) => shot !== drag.shot);
  return others.filter((shot) => {
    const box = shot.getBoundingClientRect(), middle = box.left + box.width / 2;
    if (inGrid() && (y < box.top || y > box.bottom)) return y > box.bottom;
    return rtl ? middle > x : middle < x;
  }).length;
};

const start = (event) => {
  const grip = event.target.closest(".shot__grip");
  if (!grip || event.button !== 0) return;
  const shot = grip.closest(".shot");
  select(shot.dataset.shot);
  drag = { shot, grip, from: event.clientX, x: event.clientX, y: event.clientY, id: event.pointerId, place: null };
  grip.setPointerCapture(event.pointerId);
  event.preventDefault();
  grip.focus({ preventScroll: true });
};

const moved = (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  const by = event.clientX - drag.x, down = inGrid() ? event.clientY - drag.y : 0;
  if (drag.place === null && Math.hypot(by, down) < 5) return;
  strip().dataset.dragging = "shot";
  if (!inGrid()) scrollAtEdge(event, drag.from, (went) => { drag.x -= went; moved(event); });
  drag.shot.dataset.dragged = "";
  drag.shot.style.setProperty("--by", `${by}px`);
  drag.shot.style.setProperty("--down", `${down}px`);
  drag.place = placeAt(event.clientX, event.clientY);
  const others = shots().filter((shot) => shot !== drag.shot);
  for (const shot of shots()) delete shot.dataset.drop;
  if (drag.place === indexOf(drag.shot)) return;
  const beside = others[drag.place] ?? others.at(-1);
  Object.assign(beside.dataset, { drop: others[drag.place] ? "before" : "after", place: drag.place + 1 });
};

const end = (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  const { shot, place } = drag;
  drag = null;
  stopScrolling();
  delete strip().dataset.dragging;
  delete shot.dataset.dragged;
  for (const name of ["--by", "--down"]) shot.style.removeProperty(name);
  for (const one of shots()) delete one.dataset.drop;
  if (event.type === "pointerup" && place !== null && place !== indexOf(shot)) move(shot, place);
  document.dispatchEvent(new Event("drag-ended"));
};

const inText = (target) => target.closest?.("input, textarea, select, [contenteditable], dialog, [popover]");
const ownArrows = (target) => target.closest?.(".trim, #ruler, .stage");

// With Shift many keyboards send the brace of the same key: the left edge of the shot.
const edge = (by) => (event) => rollBeside(selectedShot(), event.shiftKey || "{}".includes(event.key) ? "left" : "right", by);
const letters = {
  n: (event) => add(indexOf(selectedShot()) + (event.shiftKey ? 0 : 1)),
  d: () => act("duplicate"),
  r: toggleRipple,
  s: splitAtHead,
  "[": edge(-1), "{": edge(-1), "]": edge(1), "}": edge(1),
};

// Up and down are ways to go in the grid alone.
const isWay = (key) => ["ArrowLeft", "ArrowRight"].includes(key) || (inGrid() && ["ArrowUp", "ArrowDown"].includes(key));

// Keys are of the shot that has the focus, whichever was at hand before.
const takeFocused = ({ target }) => {
  const shot = target.closest?.(".shot");
  if (shot && shot !== selectedShot() && !("chosen" in shot.dataset)) select(shot.dataset.shot);
};

const pressed = (event) => {
  if (inText(event.target) || event.ctrlKey || event.metaKey) return;
  const own = ownArrows(event.target);
  const shot = event.target.closest?.(".shot") ?? selectedShot();
  if (isWay(event.key) && !own && editable() && (event.altKey || event.target.closest?.(".shot__grip"))) {
    event.preventDefault();
    move(shot, indexOf(beside(shots(), shot, event.key)));
  } else if (editable() && !event.altKey && lettersOn() && letters[event.key.toLowerCase()]) {
    event.preventDefault();
    if (!"rs".includes(event.key.toLowerCase())) takeFocused(event);
    letters[event.key.toLowerCase()](event);
  } else if (editable() && event.key === "Delete" && !own && event.target.closest?.("#strip")) {
    event.preventDefault();
    takeFocused(event);
    act("delete");
  }
};

export const startArranging = () => {
  document.addEventListener("pointerdown", start);
  document.addEventListener("pointermove", moved);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    if (button.getAttribute("aria-disabled") === "true") { speak(button.title); return; }
    act(button.dataset.act);
  });
};
