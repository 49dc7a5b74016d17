// Whether an edge that moves changes the length of the board (ripple) or takes from its neighbour (roll). Kept in this
// browser; the button shows it, and the sentence below the length of a shot says it.
import { onStrip } from "./edits.js";
import { editable, main, shotOf, speak, strip } from "./page.js";
import { lasting, say } from "./words.js";

const KEY = "ripple";
let on = localStorage.getItem(KEY) === "on";

export const [LEAST, MOST] = [3, 15]; // seconds of a board
const REACH = ["aria-valuemin", "aria-valuemax", "aria-valuetext"];

export const rippling = () => on;

// Why an edge cannot be moved at all: a shot that would change is locked. Nothing where it can.
export const heldBy = (trim) => {
  const beside = [trim.dataset.left, ...(on ? [] : [trim.dataset.right])].map((id) => id && shotOf(id));
  const locked = beside.filter((shot) => shot?.dataset.locked === "true").map((shot) => shot.dataset.position);
  if (locked.length > 1) return say("Shots %(a)s and %(b)s are locked. Unlock them to move this edge.", { a: locked[0], b: locked[1] });
  return locked.length ? say("Shot %(n)s is locked. Unlock it to move this edge.", { n: locked[0] }) : "";
};

// The server says how far a cut can roll; how far it can ripple is said here, and why it can do neither.
const tellReach = (trim) => {
  const { position: n, seconds } = shotOf(trim.dataset.left).dataset, total = strip().dataset.total, held = heldBy(trim);
  trim.dataset.rolls ??= JSON.stringify(REACH.map((name) => trim.getAttribute(name)));
  const values = on
    ? [Math.max(1, LEAST - total + Number(seconds)), MOST - total + Number(seconds), say("Shot %(n)s, %(length)s; the board lasts %(total)s", { n, length: lasting(seconds), total })]
    : JSON.parse(trim.dataset.rolls);
  if (held) values.splice(0, 2, seconds, seconds);
  for (const [at, name] of REACH.entries()) trim.setAttribute(name, values[at]);
  trim.title = held;
  if (held) trim.setAttribute("aria-disabled", "true");
  else trim.removeAttribute("aria-disabled");
};

const show = () => {
  main.toggleAttribute("data-ripple", on);
  document.getElementById("act-ripple")?.setAttribute("aria-pressed", String(on));
  for (const trim of document.querySelectorAll(".trim")) tellReach(trim);
  const hint = document.getElementById("length-hint");
  if (hint) hint.textContent = on
    ? say("The other shots keep their seconds, and the board gets longer or shorter.")
    : say("Seconds come from the nearest unlocked shot; the board keeps its length.");
};

// The end of the board has its edge with ripple alone; who stood on it goes to its shot.
const leaveEnd = () => {
  const edge = document.activeElement?.closest(".trim--end");
  if (edge) document.getElementById(`open-${edge.dataset.left}`).focus();
};

export const toggleRipple = () => {
  on = !on;
  if (!on) leaveEnd();
  localStorage.setItem(KEY, on ? "on" : "off");
  show();
  speak(on ? say("Ripple on: edges change the length of the board") : say("Ripple off: edges take from the neighbour"));
};

export const startRippling = () => {
  if (!editable()) return;
  onStrip(show);
  show();
};
