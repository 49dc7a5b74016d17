// Seconds: buttons, typed numbers, keys on the cut, and dragging the cut between two shots.
import { allDrafts, draftOf, forget, keep, onDraft } from "./drafts.js";
import { edit, onStrip } from "./edits.js";
import { editable, shotOf, speak, strip, version } from "./page.js";
import { heldBy, LEAST, MOST, rippling } from "./rippling.js";
import { showState } from "./save-state.js";
import { onAnswer, save } from "./saving.js";
import { selectedShot } from "./selection.js";
import { lasting, say } from "./words.js";

let drag = null;
export const trimming = () => drag !== null;

const secondsOf = (id) => Number(shotOf(id).dataset.seconds);
const totalNow = () => Number(strip().dataset.total);
const lane = () => document.querySelector("#strip .lane");

// What both shots last with the edge so many seconds further, or the shot and the board.
const readOut = (trim, by) => {
  const left = shotOf(trim.dataset.left), right = shotOf(trim.dataset.right), seconds = secondsOf(trim.dataset.left) + by;
  if (rippling()) return say("Shot %(n)s, %(length)s; the board lasts %(total)s", { n: left.dataset.position, length: lasting(seconds), total: totalNow() + by });
  return say("Shot %(a)s %(x)s, shot %(b)s %(y)s", {
    a: left.dataset.position, x: lasting(seconds), b: right.dataset.position, y: lasting(secondsOf(trim.dataset.right) - by),
  });
};

// Resolves once what is on screen by now is painted, so that no answer comes between a hand and its frame; a page that
// nobody sees paints nothing.
const painted = () => new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, 100);
});

// With ripple the shot's seconds and the board's; else the two neighbours exchange them.
const moveEdge = async (trim, by) => {
  const { id, dataset: { left: shot } } = trim;
  const values = rippling() ? longer(shot, by) : { operation: "roll", shot, by };
  const status = await edit(values, { before: painted() }), edge = document.getElementById(id);
  if (status === 200 && edge) speak(readOut(edge, 0));
  else if (trim.isConnected) preview(trim, 0);
};

// Counted from what the shot lasts when its turn comes: of quick presses, none is of a length that was.
const longer = (shot, by) => () => ({ operation: "ripple", shot, seconds: Number(shotOf(shot)?.dataset.seconds ?? 0) + by });

const stuck = (trim) => speak(heldBy(trim) || (rippling()
  ? say("The edge cannot go further: a shot lasts at least one second, a board 3 to 15.")
  : say("The edge cannot go further: each shot lasts at least one second.")));

// The right edge of a shot, or its left one, a second earlier or later.
export const rollBeside = (shot, side, by) => {
  const trim = (side === "right" ? shot : shot.previousElementSibling)?.querySelector(".trim");
  if (side === "left" && !trim) speak(say("The first shot has no edge to move."));
  else if (!trim.dataset.right && !rippling()) speak(say("The end of the board moves with Ripple on. Press R."));
  else if (within(trim, by)) moveEdge(trim, by);
  else stuck(trim);
};

// As far of that as it can go; what is locked goes nowhere, and is never shown as if it did.
const within = (trim, by) => {
  if (heldBy(trim)) return 0;
  const left = secondsOf(trim.dataset.left);
  if (rippling()) return Math.max(1 - left, LEAST - totalNow(), Math.min(by, MOST - totalNow()));
  return Math.max(1 - left, Math.min(by, secondsOf(trim.dataset.right) - 1));
};

const showLength = (id, seconds) => {
  const shot = shotOf(id);
  shot.style.setProperty("--s", seconds);
  shot.querySelector(".shot__len").textContent = say("%(seconds)s s", { seconds });
};

// A second keeps its width under the hand: the whole lane gets longer or shorter, and fits its place again when let go.
const showTotal = (trim, by) => {
  const total = totalNow() + by, second = drag?.second;
  strip().style.setProperty("--total", total);
  document.querySelector("#strip [data-testid=total]").textContent = say("%(seconds)s s", { seconds: total });
  if (by && second) lane().style.setProperty("inline-size", `${total * Math.abs(second)}px`);
  else lane().style.removeProperty("inline-size");
  trim.scrollIntoView({ block: "nearest", inline: "nearest" });
};

// While dragging, the shots show their future seconds and widths; the server is told once, at the end.
const preview = (trim, by) => {
  const { left, right } = trim.dataset, seconds = secondsOf(left) + by;
  showLength(left, seconds);
  if (rippling()) showTotal(trim, by);
  else showLength(right, secondsOf(right) - by);
  trim.setAttribute("aria-valuenow", seconds);
  if (!drag) { delete trim.dataset.readout; return; }
  trim.dataset.readout = rippling()
    ? say("%(seconds)s s, board %(total)s s", { seconds, total: totalNow() + by })
    : say("%(left)s s | %(right)s s", { left: seconds, right: secondsOf(right) - by });
};

const start = (event) => {
  const trim = event.target.closest(".trim");
  if (!trim || event.button !== 0) return;
  const { width } = document.getElementById("shots").getBoundingClientRect();
  const toEnd = getComputedStyle(strip()).direction === "rtl" ? -1 : 1;
  drag = { trim, by: 0, x: event.clientX, second: (width / totalNow()) * toEnd, id: event.pointerId };
  trim.setPointerCapture(event.pointerId);
  trim.dataset.active = "";
  strip().dataset.dragging = "trim";
  event.preventDefault();
  trim.focus({ preventScroll: true });
  tellWhyHeld();
};

// Why it stays where it is, for as long as it is pressed.
const tellWhyHeld = () => {
  const why = heldBy(drag.trim);
  drag.trim.toggleAttribute("data-held", Boolean(why));
  if (!why) return;
  drag.trim.dataset.readout = why;
  speak(why);
};

// The strip may be drawn anew under the hand, as by a text that saved itself: the drag goes on with the edge as it is now.
const redrawn = () => {
  const trim = drag && document.getElementById(drag.trim.id);
  if (!trim) { drag = null; return; }
  drag.trim = trim;
  trim.dataset.active = "";
  strip().dataset.dragging = "trim";
  drag.by = within(trim, drag.by);
  if (drag.by) preview(trim, drag.by);
  tellWhyHeld();
};

const moved = (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  const by = within(drag.trim, Math.round((event.clientX - drag.x) / drag.second));
  if (by !== drag.by) { drag.by = by; preview(drag.trim, by); }
};

const end = (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  const { trim, by } = drag;
  if (event.type === "pointercancel") preview(trim, 0);
  drag = null;
  delete trim.dataset.active;
  delete trim.dataset.readout;
  delete trim.dataset.held;
  delete strip().dataset.dragging;
  if (by && event.type !== "pointercancel") moveEdge(trim, by);
  document.dispatchEvent(new Event("drag-ended"));
};

// A typed number: one shot's seconds, as the switch says. Until the server has it, it is kept as typed texts are. Resolves
// with the HTTP status.
export const giveSeconds = (shot, value) => {
  const { shot: id, seconds: base } = shot.dataset, kept = draftOf(id, "seconds");
  if (value === base) {
    if (kept) { forget(kept); showState("saved"); }
    return Promise.resolve(200);
  }
  return tellLength(id, save(keep({ shot: id, field: "seconds", value, base, seen: version(), way: rippling() ? "ripple" : "seconds", held: undefined })));
};

// The same for the whole board.
export const giveTotal = (seconds) => tellTotal(edit({ operation: "total", seconds }));
export const changeTotal = (by) => tellTotal(edit({ operation: "change_total", by }));

const tellTotal = async (edited) => {
  const status = await edited;
  if (status === 200) speak(say("The board lasts %(total)s seconds", { total: totalNow() }));
  return status;
};

const tellLength = async (id, edited) => {
  const status = await edited, shot = shotOf(id);
  if (status !== 200 || !shot) return status;
  const { position: n, seconds } = shot.dataset;
  if (rippling()) speak(say("Shot %(n)s, %(length)s; the board lasts %(total)s", { n, length: lasting(seconds), total: totalNow() }));
  else speak(say("Shot %(n)s, %(length)s", { n, length: lasting(seconds) }));
  return status;
};

// A number as typed, without its unit.
export const bare = (text) => text.replace(/\s*s\s*$/i, "").trim();

const typed = async (field) => {
  const shot = selectedShot(), seconds = bare(field.value);
  if (seconds === shot.dataset.seconds) field.value = say("%(seconds)s s", { seconds });
  const status = await giveSeconds(shot, seconds);
  if (status === 422) field.focus();
  else if (status === 200) showSeconds(selectedShot());
};

// Whoever only looks has the number alone.
export const showSeconds = (shot) => {
  const field = document.getElementById("shot-seconds") ?? document.getElementById("shot-length");
  const kept = draftOf(shot.dataset.shot, "seconds")?.value;
  if (document.activeElement !== field || kept === undefined) field.value = say("%(seconds)s s", { seconds: kept ?? shot.dataset.seconds });
  markUnsaved();
  const lock = document.getElementById("shot-locked");
  if (lock) lock.checked = shot.dataset.locked === "true";
};

export const change = (by) => {
  const shot = selectedShot().dataset.shot;
  return tellLength(shot, edit(rippling() ? longer(shot, by) : { operation: "change_seconds", shot, by }));
};

// Holds the seconds of one shot, or lets them go; resolves with the HTTP status.
export const holdSeconds = async (shot, locked) => {
  const status = await edit({ operation: "lock", shot: shot.dataset.shot, locked });
  if (status === 200) tellHeld(locked);
  return status;
};

export const tellHeld = (locked) => speak(locked ? say("The seconds are locked") : say("The seconds are unlocked"));

// On the shots, what was typed and could not be sent yet.
const showKept = () => {
  for (const { shot, field, value, held } of allDrafts()) {
    const number = field === "seconds" && held !== undefined && shotOf(shot)?.querySelector(".shot__len");
    if (!number) continue;
    number.textContent = say("%(seconds)s s", { seconds: value });
    number.dataset.unsaved = "";
  }
};

// What is refused in words is not asked for again; it stays in its field, to be mended.
const answered = (draft, value, status) => {
  if (draft.field !== "seconds") return;
  if (status === 422) { forget(draft); showState("saved"); }
  if (draftOf(draft.shot, "seconds")) { showKept(); return; }
  const shot = shotOf(draft.shot), number = shot?.querySelector("[data-unsaved]");
  if (!number) return;
  number.textContent = say("%(seconds)s s", { seconds: shot.dataset.seconds });
  delete number.dataset.unsaved;
};

const markUnsaved = () => {
  document.getElementById("shot-seconds")?.toggleAttribute("data-unsaved", Boolean(draftOf(selectedShot().dataset.shot, "seconds")));
};

export const startTiming = () => {
  onStrip(redrawn);
  onStrip(showKept);
  onAnswer(answered);
  onDraft(markUnsaved);
  document.addEventListener("pointerdown", start);
  document.addEventListener("pointermove", moved);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
  document.addEventListener("keydown", (event) => {
    const trim = event.target.closest?.(".trim");
    if (!trim || !editable()) return;
    const rtl = getComputedStyle(strip()).direction === "rtl";
    const by = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1, ArrowUp: 1, ArrowDown: -1 }[event.key];
    const far = { Home: -MOST, End: MOST }[event.key];
    if (by === undefined && far === undefined) return;
    event.preventDefault();
    const wanted = within(trim, far ?? by);
    if (wanted) moveEdge(trim, wanted);
    else stuck(trim);
  });
  const field = document.getElementById("shot-seconds");
  field?.addEventListener("change", () => typed(field));
  document.getElementById("shot-locked")?.addEventListener("change", (event) =>
    holdSeconds(selectedShot(), event.target.checked));
};
