// Whether an edge that moves changes the length of the board (ripple) or takes from its neighbour (roll). Kept in this
// browser; the button shows it, and the sentence below the length of a shot says it.
import { onStrip } from "./edits.js";
import { editable, speak } from "./page.js";
import { say } from "./words.js";

const KEY = "ripple";
let on = localStorage.getItem(KEY) === "on";

export const rippling = () => on;

const show = () => {
  document.getElementById("act-ripple")?.setAttribute("aria-pressed", String(on));
  const hint = document.getElementById("length-hint");
  if (hint) hint.textContent = on
    ? say("The other shots keep their seconds, and the board gets longer or shorter.")
    : say("Seconds come from the nearest unlocked shot; the board keeps its length.");
};

export const toggleRipple = () => {
  on = !on;
  localStorage.setItem(KEY, on ? "on" : "off");
  show();
  speak(on ? say("Ripple on: edges change the length of the board") : say("Ripple off: edges take from the neighbour"));
};

export const startRippling = () => {
  if (!editable()) return;
  onStrip(show);
  show();
};
