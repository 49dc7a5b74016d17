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

// The server says how far a cut can roll; how far it can ripple is said here.
const tellReach = (trim) => {
  const { position: n, seconds } = shotOf(trim.dataset.left).dataset, total = strip().dataset.total;
  trim.dataset.rolls ??= JSON.stringify(REACH.map((name) => trim.getAttribute(name)));
  const values = on
    ? [Math.max(1, LEAST - total + Number(seconds)), MOST - total + Number(seconds), say("Shot %(n)s, %(length)s; the board lasts %(total)s", { n, length: lasting(seconds), total })]
    : JSON.parse(trim.dataset.rolls);
  for (const [at, name] of REACH.entries()) trim.setAttribute(name, values[at]);
};

const show = () => {
  main.toggleAttribute("data-ripple", on);
  document.getElementById("act-ripple")?.setAttribute("aria-pressed", String(on));
  for (const trim of document.querySelectorAll(".trim[data-right]")) tellReach(trim);
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
