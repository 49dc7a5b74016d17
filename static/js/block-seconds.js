// The seconds of a shot, or of the board, typed where they stand: the number on the strip becomes a field. Up and down go
// by a second. Enter applies, and so does leaving it, since keypads of phones have no Enter; Escape gives up. What cannot
// be sent now is kept of a shot. It outlives a strip that is drawn anew meanwhile.
import { draftOf } from "./drafts.js";
import { onStrip } from "./edits.js";
import { shotOf, strip } from "./page.js";
import { LEAST, MOST } from "./rippling.js";
import { bare, giveSeconds, giveTotal } from "./timing.js";
import { say } from "./words.js";

const BOARD = "board"; // in place of a shot's id
let open = null; // { field, shot, left, refused } with `left` once somebody went elsewhere, and the number that was refused

export const typingSeconds = () => open !== null;

const numberOf = (shot) => (shot === BOARD ? document.getElementById("total-seconds") : shotOf(shot)?.querySelector(".shot__len"));
const secondsOf = (shot) => (shot === BOARD ? strip().dataset.total : shotOf(shot).dataset.seconds);
const give = (shot, seconds) => (shot === BOARD ? giveTotal(seconds) : giveSeconds(shotOf(shot), seconds));

const place = () => {
  const number = numberOf(open.shot);
  number.hidden = true;
  number.after(open.field);
};

const close = (focus) => {
  const { field, shot } = open, number = numberOf(shot);
  open = null;
  field.remove();
  if (number) number.hidden = false;
  if (focus) number?.focus();
  document.dispatchEvent(new Event("drag-ended"));
};

const apply = async () => {
  const { field, shot } = open, seconds = bare(field.value);
  if (seconds === open.refused && open.left) { close(false); return; }
  const status = shot === BOARD && seconds === secondsOf(shot) ? 200 : await give(shot, seconds);
  if (open?.field !== field) return;
  const isOver = status === 200 || (shot !== BOARD && status !== 422);
  if (isOver || (status === 422 && open.left)) { close(!open.left); return; }
  if (status === 422) open.refused = seconds;
  field.setAttribute("aria-invalid", "true");
  field.select();
};

// A field that a swap took away is put back: nobody has left it then.
const left = (event) => queueMicrotask(() => {
  if (open?.field !== event.target || !open.field.isConnected) return;
  open.left = true;
  apply();
});

const stepped = (by) => {
  const { field, shot } = open, seconds = Number(bare(field.value));
  if (Number.isInteger(seconds)) field.value = Math.max(shot === BOARD ? LEAST : 1, Math.min(seconds + by, MOST));
};

const keyed = (event) => {
  const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (by) { event.preventDefault(); stepped(by); return; }
  if (event.key !== "Enter" && event.key !== "Escape") return;
  event.preventDefault();
  if (event.key === "Enter") apply();
  else close(true);
};

const begin = (shot) => {
  const field = document.createElement("input");
  const value = shot === BOARD ? secondsOf(shot) : draftOf(shot, "seconds")?.value ?? secondsOf(shot);
  Object.assign(field, { className: "shot__seconds", inputMode: "numeric", autocomplete: "off", id: `seconds-${shot}`, value });
  field.setAttribute("aria-label", shot === BOARD ? say("Length of the board in whole seconds") : say("Length of the shot in whole seconds"));
  field.addEventListener("blur", left);
  field.addEventListener("focus", () => { if (open) open.left = false; });
  field.addEventListener("keydown", keyed);
  open = { field, shot, left: false };
  place();
  field.select();
};

const swapped = () => {
  if (!open) return;
  if (!numberOf(open.shot)) { close(false); return; }
  const { selectionStart, selectionEnd } = open.field;
  place();
  if (open.left) return;
  open.field.focus({ preventScroll: true });
  open.field.setSelectionRange(selectionStart, selectionEnd);
};

export const startBlockSeconds = () => {
  onStrip(swapped);
  document.addEventListener("click", (event) => {
    const number = event.target.closest("button.shot__len, #total-seconds");
    if (number) begin(number.closest(".shot")?.dataset.shot ?? BOARD);
  });
};
