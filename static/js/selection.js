// Which shots are selected. One is at hand: in the strip, in the inspector's title and in the preview, kept over reloads of
// this tab. Others may be chosen with it, for what is done to several at once: with Shift a range, with Ctrl one by one.
import { onStrip } from "./edits.js";
import { main, shotOf, shots, speak } from "./page.js";
import { say } from "./words.js";

const key = `shot of ${main.dataset.project}`;
const listeners = new Set();
let selected = sessionStorage.getItem(key);
let chosen = new Set(); // ids, that of the shot at hand among them; empty where it is alone
let from = null; // where a range begins
let gathering = false; // each press adds or takes off a shot, as with Ctrl

export const onSelect = (listener) => listeners.add(listener);
export const selectedShot = () => shotOf(selected) ?? shots()[0];
export const severalSelected = () => chosen.size > 1;
export const selectedShots = () => (severalSelected() ? shots().filter((shot) => chosen.has(shot.dataset.shot)) : [selectedShot()]);
export const isGathering = () => gathering;

const put = (id, { focus = false } = {}) => {
  const before = selected;
  selected = id;
  sessionStorage.setItem(key, id);
  mark();
  if (focus) document.getElementById(`open-${id}`)?.focus();
  for (const listener of listeners) listener(selectedShot(), before !== id);
};

// That shot alone.
export const select = (id, options) => {
  chosen = new Set();
  from = id;
  put(id, options);
};

export const step = (by, options) => {
  const all = shots();
  const next = all[all.indexOf(selectedShot()) + by];
  if (next) select(next.dataset.shot, options);
};

const mark = () => {
  const current = selectedShot(), several = severalSelected();
  for (const shot of shots()) {
    shot.toggleAttribute("aria-current", shot === current);
    if (shot === current) shot.setAttribute("aria-current", "true");
    const isChosen = several && chosen.has(shot.dataset.shot);
    shot.toggleAttribute("data-chosen", isChosen);
    const open = shot.querySelector(".shot__open");
    if (several || gathering) open.setAttribute("aria-pressed", String(isChosen || (!several && shot === current)));
    else open.removeAttribute("aria-pressed");
  }
  document.getElementById("tab-shot-number").textContent = current.dataset.position;
};

const tellChosen = () => {
  const numbers = selectedShots().map((shot) => shot.dataset.position).join(", ");
  if (!severalSelected()) speak(say("Shot %(n)s alone is selected", { n: numbers }));
  else speak(say("%(count)s of %(all)s shots are selected: %(numbers)s", { count: chosen.size, all: shots().length, numbers }));
};

// These shots, one of which is at hand.
export const choose = (ids, current, options) => {
  chosen = new Set(ids.length > 1 ? ids : []);
  if (!severalSelected()) from = current;
  put(current, options);
  tellChosen();
};

export const chooseAll = () => {
  const ids = shots().map((shot) => shot.dataset.shot);
  choose(ids, selectedShot().dataset.shot);
};

// From where the range began to that shot.
export const extendTo = (id, options) => {
  const ids = shots().map((shot) => shot.dataset.shot);
  const ends = [ids.indexOf(from ?? selected), ids.indexOf(id)].sort((a, b) => a - b);
  choose(ids.slice(Math.max(0, ends[0]), ends[1] + 1), id, options);
};

const toggle = (id) => {
  const ids = new Set(selectedShots().map((shot) => shot.dataset.shot));
  from = id;
  if (!ids.delete(id)) choose([...ids, id], id);
  else if (ids.size) choose([...ids], id === selected ? [...ids].at(-1) : selected);
};

export const gather = (on) => {
  gathering = on;
  put(selectedShot().dataset.shot);
  speak(on ? say("Each press adds a shot or takes it off") : say("A press selects one shot"));
};

// After a swap the same shots stay selected; in place of the one at hand, where it was deleted, another chosen one or its heir.
let place = 0;
onStrip(() => {
  chosen = new Set([...chosen].filter(shotOf));
  if (!shotOf(selected)) selected = [...chosen][0] ?? (shots()[place] ?? shots().at(-1)).dataset.shot;
  if (chosen.size < 2) chosen.clear();
  put(selected);
});
onSelect((shot) => { place = Math.max(0, shots().indexOf(shot) - 1); });

const press = (id, event) => {
  if (event.shiftKey) extendTo(id);
  else if (event.ctrlKey || event.metaKey || gathering) toggle(id);
  else select(id);
};

// The strip may be drawn anew between press and release, and then there is no click: a shot pressed and let go is chosen.
// Where there is a click, it is of the same press.
const opened = (event) => event.target.closest?.(".shot__open")?.closest(".shot").dataset.shot;
let pressed = null, done = null;
document.addEventListener("pointerdown", (event) => { pressed = opened(event); done = null; });
document.addEventListener("pointerup", (event) => {
  if (event.button !== 0 || !pressed || opened(event) !== pressed) return;
  done = pressed;
  press(pressed, event);
});

document.addEventListener("click", (event) => {
  const id = opened(event);
  if (id && (id !== done || event.detail === 0)) press(id, event); // a key's click has no press before it
  done = null;
});
