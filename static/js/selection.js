// Which shot is selected: in the strip, in the inspector's title and in the preview. Kept over reloads of this tab.
import { onStrip } from "./edits.js";
import { main, shotOf, shots } from "./page.js";

const key = `shot of ${main.dataset.project}`;
const listeners = new Set();
let selected = sessionStorage.getItem(key);

export const onSelect = (listener) => listeners.add(listener);
export const selectedShot = () => shotOf(selected) ?? shots()[0];

export const select = (id, { focus = false } = {}) => {
  const before = selected;
  selected = id;
  sessionStorage.setItem(key, id);
  mark();
  if (focus) document.getElementById(`open-${id}`)?.focus();
  for (const listener of listeners) listener(selectedShot(), before !== id);
};

export const step = (by, options) => {
  const all = shots();
  const next = all[all.indexOf(selectedShot()) + by];
  if (next) select(next.dataset.shot, options);
};

const mark = () => {
  const current = selectedShot();
  for (const shot of shots()) {
    shot.toggleAttribute("aria-current", shot === current);
    if (shot === current) shot.setAttribute("aria-current", "true");
  }
  document.getElementById("tab-shot-number").textContent = current.dataset.position;
};

// After a swap the same shot stays selected; where it was deleted, its heir.
let place = 0;
onStrip(() => {
  if (!shotOf(selected)) selected = (shots()[place] ?? shots().at(-1)).dataset.shot;
  select(selected);
});
onSelect((shot) => { place = Math.max(0, shots().indexOf(shot) - 1); });

// The strip may be drawn anew between press and release, and then there is no click: a shot pressed and let go is chosen.
const opened = (event) => event.target.closest?.(".shot__open")?.closest(".shot").dataset.shot;
let pressed = null;
document.addEventListener("pointerdown", (event) => { pressed = opened(event); });
document.addEventListener("pointerup", (event) => { if (pressed && opened(event) === pressed) select(pressed); });

document.addEventListener("click", (event) => {
  const open = event.target.closest(".shot__open");
  if (open) select(open.closest(".shot").dataset.shot);
});
