// The seconds of a shot typed where they stand: its number on the strip becomes a field. Enter applies, and so does
// leaving it, since keypads of phones have no Enter; Escape gives up. What cannot be sent now is kept. It outlives a strip that is drawn anew meanwhile.
import { draftOf } from "./drafts.js";
import { onStrip } from "./edits.js";
import { shotOf } from "./page.js";
import { bare, giveSeconds } from "./timing.js";
import { say } from "./words.js";

let open = null; // { field, shot, left } with `left` once somebody went elsewhere

export const typingSeconds = () => open !== null;

const numberOf = (shot) => shotOf(shot)?.querySelector(".shot__len");

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
  const status = await giveSeconds(shotOf(shot), seconds);
  if (open?.field !== field) return;
  if (status !== 422 || open.left) { close(!open.left); return; }
  field.setAttribute("aria-invalid", "true");
  field.select();
};

// A field that a swap took away is put back: nobody has left it then.
const left = (event) => queueMicrotask(() => {
  if (open?.field !== event.target || !open.field.isConnected) return;
  open.left = true;
  apply();
});

const keyed = (event) => {
  if (event.key !== "Enter" && event.key !== "Escape") return;
  event.preventDefault();
  if (event.key === "Enter") apply();
  else close(true);
};

const begin = (shot) => {
  const field = document.createElement("input");
  Object.assign(field, { className: "shot__seconds", inputMode: "numeric", autocomplete: "off", id: `seconds-${shot}`, value: draftOf(shot, "seconds")?.value ?? shotOf(shot).dataset.seconds });
  field.setAttribute("aria-label", say("Length of the shot in whole seconds"));
  field.addEventListener("blur", left);
  field.addEventListener("focus", () => { if (open) open.left = false; });
  field.addEventListener("keydown", keyed);
  open = { field, shot, left: false };
  place();
  field.select();
};

const swapped = () => {
  if (!open) return;
  if (!shotOf(open.shot)) { close(false); return; }
  const { selectionStart, selectionEnd } = open.field;
  place();
  if (open.left) return;
  open.field.focus({ preventScroll: true });
  open.field.setSelectionRange(selectionStart, selectionEnd);
};

export const startBlockSeconds = () => {
  onStrip(swapped);
  document.addEventListener("click", (event) => {
    const number = event.target.closest("button.shot__len");
    if (number) begin(number.closest(".shot").dataset.shot);
  });
};
