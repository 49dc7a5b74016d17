// The strip is drawn anew in place; how far it was scrolled stays, as on a phone, where it is wider than the screen. So does
// the focus: where its shot is gone, it goes to the one that is at hand.
import { onStrip } from "./edits.js";
import { selectedShot } from "./selection.js";

let at = 0;
let isHere = false; // whether a shot has the focus, or had it until the strip took it away

const focused = ({ target }) => { isHere = Boolean(target.closest("#shots")); };
const left = ({ target }) => queueMicrotask(() => { if (target.isConnected && document.activeElement === document.body) isHere = false; });
const keepFocus = () => {
  if (isHere && document.activeElement === document.body) document.getElementById(`open-${selectedShot().dataset.shot}`)?.focus({ preventScroll: true });
};

export const startSteady = () => {
  document.addEventListener("scroll", (event) => { if (event.target.matches?.(".timeline__scroll")) at = event.target.scrollLeft; }, true);
  document.addEventListener("focusin", focused);
  document.addEventListener("focusout", left);
  onStrip(() => { document.querySelector(".timeline__scroll").scrollLeft = at; keepFocus(); });
};
