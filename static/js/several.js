// What is done to several selected shots at once, each one edit; the menu of the timeline; and the keys that choose them.
import { edit, onStrip } from "./edits.js";
import { shots, speak, strip } from "./page.js";
import { choose, chooseAll, extendTo, gather, isGathering, onSelect, select, selectedShot, selectedShots, severalSelected } from "./selection.js";
import { beside } from "./grid.js";
import { holdSeconds, tellHeld } from "./timing.js";
import { lasting, say, sayMany } from "./words.js";

const menu = document.getElementById("shots-menu");
const idsOf = (some) => some.map((shot) => shot.dataset.shot);
const order = (operation, values) => edit({ operation, shots: idsOf(selectedShots()).join(" "), ...values });

// The shots that an edit put onto the board become the selected ones; none where it was refused.
export const selectMade = async (doing) => {
  const before = new Set(idsOf(shots()));
  if ((await doing()) !== 200) return [];
  const made = idsOf(shots()).filter((id) => !before.has(id));
  if (made.length) choose(made, made[0], { focus: true });
  return made;
};

const duplicate = async () => {
  const { length } = await selectMade(() => order("duplicate_shots"));
  if (length) speak(sayMany("%(count)s copy is selected", "%(count)s copies are selected", length));
};

const remove = async () => {
  const count = selectedShots().length, { total } = strip().dataset, held = document.activeElement?.closest(".shot");
  if ((await order("delete_shots")) !== 200) return;
  select(selectedShot().dataset.shot, { focus: Boolean(held) });
  if (strip().dataset.total !== total) {
    speak(sayMany("%(count)s shot deleted; all others are locked, and the board lasts %(total)s", "%(count)s shots deleted; all others are locked, and the board lasts %(total)s", count, { total: lasting(strip().dataset.total) }));
    return;
  }
  speak(sayMany("%(count)s shot deleted; its neighbours have its seconds", "%(count)s shots deleted; their neighbours have their seconds", count));
};

const even = async () => {
  if ((await order("even_shots")) !== 200) return;
  speak(say("The selected shots last %(seconds)s seconds", { seconds: selectedShots().map((shot) => shot.dataset.seconds).join(", ") }));
};

const allLocked = () => selectedShots().every((shot) => shot.dataset.locked === "true");
export const lock = async () => {
  const locked = !allLocked(), [first] = selectedShots();
  if (!severalSelected()) await holdSeconds(first, locked);
  else if ((await order("lock_shots", { locked })) === 200) tellHeld(locked);
};

// In place of what the same button or key does to one shot.
export const actsOnSeveral = { duplicate, delete: remove, even };

export const toggleGathering = () => gather(!isGathering());

const show = () => {
  const count = document.getElementById("chosen-count");
  count.hidden = !severalSelected();
  count.textContent = severalSelected() ? say("%(count)s selected", { count: selectedShots().length }) : "";
  document.getElementById("act-several").setAttribute("aria-pressed", String(isGathering()));
};

const openMenu = (event) => {
  if (event.newState !== "open") return;
  const button = document.getElementById("act-more"), box = button.getBoundingClientRect();
  const above = box.bottom + 4 + menu.offsetHeight > innerHeight;
  menu.style.top = `${above ? Math.max(8, box.top - 4 - menu.offsetHeight) : box.bottom + 4}px`;
  menu.style.left = `${Math.max(8, Math.min(box.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8))}px`;
  const label = menu.querySelector("[data-lock-label]");
  if (label) label.textContent = allLocked() ? say("Unlock the seconds") : say("Lock the seconds");
  menu.querySelector("button").focus();
};

const menuKey = (event) => {
  const items = [...menu.querySelectorAll("button")], at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length).focus();
};

const ownText = "input, textarea, select, [contenteditable], dialog";

// Arrows go from shot to shot, in the grid up and down as well; with Shift they take along the shots between.
const walk = (event) => {
  const here = event.target.closest(".shot") ?? selectedShot();
  const next = beside(shots(), here, event.key);
  if (!next) return;
  event.preventDefault();
  if (event.shiftKey) extendTo(next.dataset.shot, { focus: true });
  else if (isGathering()) next.querySelector(".shot__open").focus();
  else select(next.dataset.shot, { focus: true });
};

const pressed = (event) => {
  if (event.target.closest?.(ownText) || !event.target.closest?.("#strip")) return;
  const key = event.key.toLowerCase(), plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (key === "a" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    chooseAll();
  } else if (key === "escape" && plain && (severalSelected() || isGathering())) {
    event.preventDefault();
    if (isGathering()) gather(false);
    choose([], selectedShot().dataset.shot);
  } else if (plain && /^arrow|^home$|^end$/.test(key) && !event.target.closest(".trim, .shot__grip, #ruler")) walk(event);
};

export const startSeveral = () => {
  onSelect(show);
  onStrip(show);
  show();
  document.addEventListener("keydown", pressed);
  menu.addEventListener("toggle", openMenu);
  menu.addEventListener("keydown", menuKey);
  menu.addEventListener("click", (event) => { if (event.target.closest("button")) menu.hidePopover(); });
};
