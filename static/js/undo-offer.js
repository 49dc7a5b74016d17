// The verdict that was just given, and how it is taken back: the offer goes after its time, but not from under a hand.
import { speak } from "./page.js";
import { say } from "./words.js";

const AGAIN = 500; // milliseconds until a held offer is looked at again
let timer = null;

const offer = () => document.getElementById("undo");

const leave = () => {
  const shown = offer();
  if (!shown) return;
  if (shown.matches(":hover, :focus-within")) timer = setTimeout(leave, AGAIN);
  else shown.remove();
};

const start = () => {
  clearTimeout(timer);
  if (offer()) timer = setTimeout(leave, Number(offer().dataset.milliseconds));
};

export const tellOffer = () => {
  if (offer()) speak(say("%(what)s. Ctrl+Z takes it back.", { what: offer().querySelector("p").innerText.replace(/\s+/g, " ") }));
};

const ownUndo = "textarea, [contenteditable], input:not([type=checkbox], [type=radio], [type=range]), dialog";

const pressed = (event) => {
  if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "z") return;
  if (!offer() || event.target.closest?.(ownUndo)) return;
  event.preventDefault();
  document.getElementById("undo-verdict").click();
};

export const startUndoOffer = () => {
  start();
  tellOffer();
  document.addEventListener("keydown", pressed);
  document.body.addEventListener("htmx:afterSettle", ({ target }) => { if (target.contains(offer())) start(); });
};
