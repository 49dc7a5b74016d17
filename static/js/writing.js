// Texts of the board and of the shot that is chosen: what is typed becomes a draft, which is saved a moment after the last
// key, and at once when the field is left. What others write shows where nothing is typed; it is never overwritten.
import { keepingCaret } from "./carets.js";
import { count } from "./counting.js";
import { draftOf, forget, keep } from "./drafts.js";
import { onStrip } from "./edits.js";
import { showLost, startLostShots } from "./lost-shots.js";
import { parse } from "./mentions.js";
import { editable, shotOf, strip, version } from "./page.js";
import { names, put, read } from "./prompting.js";
import { isSending, later, onAnswer, save, startSaving } from "./saving.js";
import { onSelect, select, selectedShot } from "./selection.js";
import { showState } from "./save-state.js";

export { flush } from "./saving.js";

const fields = [...document.querySelectorAll("[data-field]")];
const shown = new Map(); // field element → { shot, base, seen }: what it started from, and the board's version then

const BOARD = { title: "title", prompt: "prompt", style: "style", negative_prompt: "negative" };
const savedValue = (field, shot) =>
  "ofShot" in field.dataset ? shotOf(shot)?.dataset[field.dataset.field] : strip().dataset[BOARD[field.dataset.field]];
const draftIn = (field) => draftOf(shown.get(field).shot, field.dataset.field);
const fieldOf = ({ shot, field }) => fields.find((one) => one.dataset.field === field && shown.get(one)?.shot === shot);

const load = (field, shot) => {
  const value = savedValue(field, shot);
  if (value !== undefined) put(field, value);
  shown.set(field, { shot, base: read(field), seen: version() });
  const draft = draftIn(field);
  if (draft && !field.readOnly) put(field, draft.value);
};

const typed = (field) => {
  const { shot, base, seen } = shown.get(field), value = read(field), draft = draftIn(field);
  if (draft && value === base && !isSending(draft)) { forget(draft); showState("saved"); return; }
  if (!draft && value === base) return;
  const name = field.dataset.field;
  later(keep({ shot, field: name, value, base: draft?.base ?? base, seen: draft?.seen ?? seen, held: undefined }));
  const box = document.querySelector(`[data-conflict][data-field="${name}"][data-shot="${shot}"]`);
  if (box) showText(box.querySelector("[data-mine]"), value);
};

// A field with a draft stays as it is; the others follow the board.
const follow = (field) => {
  const state = shown.get(field), theirs = savedValue(field, state.shot), draft = draftIn(field);
  if (theirs === undefined || version() < state.seen) return; // the strip may be older than a choice made here
  if (draft && theirs === draft.base) draft.seen = version();
  if (draft) return;
  if (read(field) !== theirs) keepingCaret(field, () => put(field, theirs));
  Object.assign(state, { base: read(field), seen: version() });
};

const answered = (draft, value, status) => {
  const field = fieldOf(draft);
  if (status === 200 && field) Object.assign(shown.get(field), { base: value, seen: version() });
  if (status !== 422 || draft.field === "seconds") return;
  if (draft.shot && !shotOf(draft.shot)) showLost(draft);
  else if (!value.trim()) forget(draft); // a title that may not be empty: there is nothing to keep
};

const showShot = (shot) => {
  for (const field of fields.filter((one) => "ofShot" in one.dataset)) {
    if (shown.get(field)?.shot === shot.dataset.shot) { follow(field); continue; }
    const draft = shown.has(field) && draftIn(field);
    if (draft) save(draft);
    load(field, shot.dataset.shot);
  }
  count();
};

// Both texts of a conflict are kept as they are stored, and shown with the names of elements.
const showText = (place, stored) => {
  place.dataset.value = stored;
  place.textContent = parse(stored, names()).text;
};

const resolveConflict = (button) => {
  const box = button.closest("[data-conflict]"), { shot, field: name } = box.dataset, seen = Number(box.dataset.version);
  const theirs = box.querySelector("[data-theirs]").dataset.value;
  const draft = draftOf(shot, name), field = fieldOf({ shot, field: name });
  box.remove();
  if (button.dataset.keep === "mine" && draft) save(keep({ ...draft, base: theirs, seen, held: undefined }));
  else if (draft) forget(draft);
  if (field && button.dataset.keep === "theirs") put(field, theirs);
  if (field) Object.assign(shown.get(field), { base: theirs, seen });
  showState("saved");
  count();
  // The button that was pressed is gone: one writes on where the choice was about.
  if (!field) return;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
};

// A conflict arrives with the texts as they are stored.
const watchConflicts = () => {
  const notice = document.getElementById("board-notice");
  new MutationObserver(() => {
    for (const place of notice.querySelectorAll("[data-conflict] :is([data-mine], [data-theirs]):not([data-value])")) showText(place, place.textContent);
  }).observe(notice, { childList: true });
  document.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-keep]");
    if (choice) resolveConflict(choice);
  });
};

export const startWriting = () => {
  for (const field of fields.filter((one) => !("ofShot" in one.dataset))) load(field, "");
  onAnswer(answered);
  onSelect(showShot);
  onStrip(() => { for (const field of fields) if (shown.has(field)) follow(field); count(); });
  document.addEventListener("input", (event) => {
    if (!event.target.dataset?.field || event.target.readOnly) return;
    typed(event.target);
    count();
  });
  document.addEventListener("focusout", (event) => { const draft = shown.has(event.target) && draftIn(event.target); if (draft) save(draft); });
  document.addEventListener("keydown", (event) => {
    if (event.target.id === "board-title" && event.key === "Enter") event.target.blur();
  });
  watchConflicts();
  startLostShots();
  select(selectedShot().dataset.shot);
  if (editable()) startSaving();
};
