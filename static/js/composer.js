// Where comments are written: at the frame on screen, a range, its shot or the whole take; as a reply, or over one's own
// words. What is typed and drawn is kept in this browser until it is sent.
import { onFrame, timecode } from "./at-player.js";
import { attached, keepFiles } from "./attaching.js";
import * as browser from "./kept.js";
import { player } from "./player.js";
import { shotAt } from "./shots.js";
import { hold, put, sketched } from "./sketch.js";
import { isDone, OFFLINE, whyUndone } from "./undone.js";
import { say, sayMany } from "./words.js";

const LONGEST = 20 * 60 * 1000; // milliseconds that files may take
const form = () => document.getElementById("composer");
const field = () => document.getElementById("composer-text");
const placeField = () => document.getElementById("composer-place");

// `pinned`: the frame that is written about, null as long as it follows the video. `about`: what is answered or edited.
// `aside`: what was begun before one's older words came into the field, or before a reply, which has no drawing.
let pinned = null, span = null, about = null, aside = null, sending = null;

const key = () => `comment ${form().dataset.person} ${form().dataset.take}`;

const begun = () => ({ text: field().value, place: placeField().value, pinned, span, shapes: sketched() });
const isEmpty = () => !field().value && !sketched().length && !attached().length;

const keep = () => {
  const draft = { ...begun(), about, aside };
  if (draft.text || draft.shapes.length || aside) browser.keep(key(), draft);
  else browser.forget(key());
  document.dispatchEvent(new Event("draft-changed"));
};

const at = () => pinned ?? player.frame();
const shotName = () => JSON.parse(form().dataset.spans).find(([id]) => id === shotAt(at())?.id)?.[1] ?? "";
const option = (value) => placeField().querySelector(`[value="${value}"]`);
const spanOf = () => span ?? player.range();
const isWithin = (frame, range) => Boolean(range) && frame >= range.in && frame <= range.out;

const isOnFrames = () => ["frame", "range"].includes(placeField().value);

// Whether the draft is at that frame. Where nothing is begun, or it is at no frame yet, that is the frame on screen.
export const isDraftAt = (frame) => {
  if (!form() || (pinned === null && isEmpty()) || !isOnFrames()) return true;
  return placeField().value === "range" ? isWithin(frame, spanOf()) : frame === at();
};

// Whether it is the comment whose words and drawing are in the making again.
export const isEdited = (row) => about?.edit !== undefined && about.row === row.id;

// Goes to the frame of the draft, and says which it is.
export const showDraft = () => {
  if (!isDraftAt(player.frame())) player.go(at());
  return timecode(at());
};

// Why nothing can be drawn, as a sentence; empty where it can.
export const whyNotDraw = () => {
  if (document.getElementById("guest-name")) return say("Give your name first, where comments are written.");
  if (about?.reply) return say("A reply has no frame of its own to draw on. Write a comment of its own instead.");
  if (about?.edit && !about.isAtFrame) return say("This comment is at no frame, so nothing can be drawn on it.");
  return "";
};

const draw = () => {
  const chosen = placeField().value, whole = spanOf();
  option("frame").textContent = say("%(timecode)s, frame %(frame)s", { timecode: timecode(at()), frame: at() });
  option("shot").textContent = shotName();
  option("range").hidden = option("range").disabled = !whole;
  if (whole) option("range").textContent = `${timecode(whole.in)}–${timecode(whole.out)}`;
  option("shot").disabled = option("whole").disabled = sketched().length > 0; // a drawing is at a frame
  const hint = { frame: "placeholderFrame", range: "placeholderFrame", shot: "placeholderShot", whole: "placeholderWhole" }[chosen];
  field().placeholder = field().dataset[about?.reply ? "placeholderReply" : hint];
  form().toggleAttribute("data-editing", Boolean(about?.edit));
  form().querySelector("[type=submit]").textContent = about?.edit ? say("Save") : say("Comment");
  const line = document.getElementById("composer-about");
  line.hidden = !about;
  line.querySelector("span").textContent = about?.told ?? "";
  placeField().hidden = Boolean(about);
  const count = sketched().length, drawing = document.getElementById("composer-drawing");
  drawing.hidden = !count;
  drawing.querySelector("span").textContent = sayMany("Drawing of %(count)s shape", "Drawing of %(count)s shapes", count);
};

const typed = () => {
  if (pinned === null && !isEmpty()) {
    pinned = player.frame();
    span = player.range();
    player.pause();
  }
  if (isEmpty() && !about) pinned = span = null;
  keep();
  draw();
};

// A drawing is at the frame that it was begun on, and at the range around that, where one is set.
const sketching = () => {
  const isFirst = !about && (pinned === null || !isOnFrames());
  if (isFirst) pinned = null;
  typed();
  const isRanged = placeField().value === "range" && isWithin(at(), spanOf());
  if (sketched().length && isFirst) placeField().value = isRanged ? "range" : "frame";
  keep();
  draw();
};

// Takes up what was begun: a draft, or the comment that is edited.
const take = (what) => {
  ({ text: field().value, pinned, span } = what);
  if (span) option("range").hidden = option("range").disabled = false;
  placeField().value = what.place;
  hold(what.shapes ?? []);
};

const clear = () => {
  const next = aside ?? { text: "", place: player.range() ? "range" : "frame", pinned: null, span: null, shapes: [] };
  about = aside = null;
  take(next);
  keep();
  draw();
  document.dispatchEvent(new Event("draft-cleared"));
};

const speaker = (row) => row?.querySelector(".comment__by b")?.textContent ?? "";

const turnTo = (what) => {
  about = what;
  typed();
  field().focus();
};

const reply = (button) => {
  if (about?.edit) clear();
  if (sketched().length) {
    aside = { ...begun(), text: "" };
    hold([]);
  }
  const row = document.getElementById(`comment-${button.dataset.reply}`);
  turnTo({ reply: button.dataset.reply, told: say("Reply to %(name)s", { name: speaker(row) }) });
};

const edit = (button) => {
  const row = button.closest("li"), text = row.querySelector(":scope > [data-text]")?.dataset.text ?? "";
  if (!about?.edit) aside = isEmpty() ? aside : { ...begun(), shapes: aside?.shapes ?? sketched() };
  const first = Number(row.dataset.frame), frames = Number(row.dataset.frames), isAtFrame = Boolean(row.dataset.frame);
  const where = isAtFrame ? { pinned: first, span: frames > 1 ? { in: first, out: first + frames - 1 } : null } : { pinned: null, span: null };
  take({ text, ...where, place: where.span ? "range" : "frame", shapes: JSON.parse(row.dataset.drawing ?? "[]") });
  turnTo({ edit: button.dataset.edit, row: row.id, isAtFrame, told: say("Editing your comment") });
  if (isAtFrame) showDraft();
};

// The place as the server takes it.
const place = () => {
  const chosen = placeField().value, whole = spanOf();
  if (chosen === "whole") return {};
  if (chosen === "shot") return { shot: shotAt(at())?.id ?? "" };
  if (chosen === "range" && whole) return { first: whole.in, frames: whole.out - whole.in + 1 };
  return { first: at(), frames: 1 };
};

const configure = ({ detail, target }) => {
  if (target !== form()) return;
  const where = about?.reply ? { parent: about.reply } : about?.edit ? {} : place();
  for (const [name, value] of Object.entries(where)) detail.parameters[name] = value;
  if (about?.edit) detail.path = about.edit;
  if (attached().length) detail.timeout = LONGEST;
  if (about?.edit) detail.formData.delete("file"); // an edit leaves the files as they are
  if (sketched().length || about?.isAtFrame) detail.parameters.drawing = sketched().length ? JSON.stringify(sketched()) : "";
  sending = { text: field().value, shapes: sketched(), isEdit: Boolean(about?.edit) };
};

const isSent = ({ text, shapes }) => text === sending.text && shapes === sending.shapes;

const complain = (sentence) => document.getElementById("thread-said").replaceChildren(Object.assign(document.createElement("p"), { className: "field__error", textContent: sentence }));

// What is written is kept here in any case.
const whyNot = (status) => (status === OFFLINE ? say("The comment could not be sent. It is kept here; send it again when the connection is back.") : whyUndone(status));

const sent = ({ detail, target }) => {
  if (target !== form()) return;
  if (isDone(detail)) {
    if (!sending.isEdit) keepFiles([]);
    if (aside && isSent(aside)) aside = null;
    if (isSent(begun())) clear(); // what was begun meanwhile stays
    else keep();
  } else if (whyUndone(detail.xhr.status)) complain(whyNot(detail.xhr.status));
};

// A reply becomes a comment of its own, with what was drawn before; words that were edited stay as they were.
const leave = () => {
  if (about?.edit) clear();
  else if (aside) take({ ...aside, text: field().value || aside.text });
  about = aside = null;
  typed();
  field().focus();
};

const restore = () => {
  const draft = browser.kept(key());
  if (!draft) return;
  ({ about, aside } = draft);
  take(draft);
};

const keys = (event) => {
  if (!form()) return;
  if (event.target === field() && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (!event.repeat) form().requestSubmit();
  }
  if (event.target === field() && event.key === "Escape") field().blur();
};

// The form is there from the beginning, or comes with the video.
const arrive = () => {
  if (!form()) return;
  restore();
  draw();
};

export const startComposer = () => {
  arrive();
  document.body.addEventListener("htmx:oobAfterSwap", ({ target }) => { if (target.id === "comments") arrive(); });
  onFrame(() => { if (form() && pinned === null) draw(); });
  for (const name of ["shots-changed", "counting-changed"]) document.addEventListener(name, () => { if (form()) draw(); });
  document.addEventListener("range-changed", () => {
    if (!form()) return;
    if (pinned === null && player.range()) placeField().value = "range";
    else if (!spanOf() && placeField().value === "range") placeField().value = "frame";
    draw();
  });
  document.addEventListener("input", ({ target }) => { if (target === field()) typed(); });
  document.addEventListener("files-changed", () => { if (form()) typed(); });
  document.addEventListener("sketch-changed", ({ detail }) => { if (form() && !detail.isHeld) sketching(); });
  document.addEventListener("change", ({ target }) => { if (target === placeField()) { keep(); draw(); } });
  document.addEventListener("keydown", keys);
  document.addEventListener("comment-wanted", () => (field() ?? document.getElementById("guest-name-field"))?.focus());
  document.addEventListener("click", ({ target }) => {
    const replying = target.closest("[data-reply]"), editing = target.closest("[data-edit]");
    if (replying) reply(replying);
    else if (editing) edit(editing);
    else if (target.closest("[data-leave]")) leave();
    else if (target.closest("[data-undraw]")) put([]);
  });
  document.body.addEventListener("htmx:configRequest", configure);
  document.body.addEventListener("htmx:afterRequest", sent);
};
