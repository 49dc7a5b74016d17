// Texts save themselves a moment after the last key, and at once when the field is left.
// A field remembers the value and the version it started from; what somebody else wrote in between is never overwritten.
import { edit, onStrip } from "./edits.js";
import { count } from "./counting.js";
import { editable, shotOf, strip, version } from "./page.js";
import { names, put, read } from "./prompting.js";
import { parse } from "./mentions.js";
import { onSelect, select, selectedShot } from "./selection.js";

const PAUSE = 500;
const AGAIN = 3000;
const fields = [...document.querySelectorAll("[data-field]")];
const known = new Map(); // field element → { shot, base, seen, timer }
const owed = new Set(); // writes that did not reach the server before their field went on to another shot

const BOARD = { title: "title", prompt: "prompt", style: "style", negative_prompt: "negative" };
const savedValue = (field, shot) =>
  "ofShot" in field.dataset ? shotOf(shot)?.dataset[field.dataset.field] : strip().dataset[BOARD[field.dataset.field]];
const boxOf = (field, shot) => document.querySelector(`[data-conflict][data-field="${field.dataset.field}"][data-shot="${shot}"]`);
const dirty = (field) => known.has(field) && read(field) !== known.get(field).base;

const load = (field, shot) => {
  const value = savedValue(field, shot);
  if (value !== undefined) put(field, value);
  known.set(field, { shot, base: read(field), seen: version() });
};

const save = async (field) => {
  const state = known.get(field);
  clearTimeout(state.timer);
  if (!dirty(field) || state.sending === read(field)) return;
  const box = boxOf(field, state.shot);
  if (box) { showText(box.querySelector("[data-mine]"), read(field)); return; } // both stand there until one is chosen
  const value = read(field);
  state.sending = value;
  const write = { operation: "write", shot: state.shot, field: field.dataset.field, value, version: state.seen };
  const status = await edit(write);
  state.sending = null;
  if (status === 200) Object.assign(state, { base: value, seen: version() });
  if (status === 0 && known.get(field) !== state) owe(write);
  else if (status === 0) state.timer = setTimeout(() => save(field), AGAIN);
  if (status === 200 && known.get(field) === state && dirty(field)) later(field);
};

const owe = (write) => {
  owed.add(write);
  setTimeout(async () => {
    const status = await edit(write);
    owed.delete(write);
    if (status === 0) owe(write);
  }, AGAIN);
};

const later = (field) => {
  const state = known.get(field);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(field), PAUSE);
};

// A field whose text is not saved yet stays as it is; the others follow the board.
const follow = (field) => {
  const state = known.get(field);
  const theirs = savedValue(field, state.shot);
  if (theirs === undefined) return;
  if (!dirty(field)) {
    if (read(field) !== theirs) put(field, theirs);
    Object.assign(state, { base: theirs, seen: version() });
  } else if (theirs === state.base) state.seen = version();
};

export const flush = () => Promise.all(fields.filter((field) => known.has(field)).map(save));

const showShot = (shot) => {
  for (const field of fields.filter((one) => "ofShot" in one.dataset)) {
    const state = known.get(field);
    if (state?.shot === shot.dataset.shot) { follow(field); continue; }
    if (state) save(field);
    load(field, shot.dataset.shot);
  }
  count();
};

// Both texts of a conflict are kept as they are stored, and shown with the names of elements.
const showText = (place, stored) => {
  place.dataset.value = stored;
  place.textContent = parse(stored, names()).text;
};

const resolveConflict = async (button) => {
  const box = button.closest("[data-conflict]");
  const field = fields.find((one) => one.dataset.field === box.dataset.field && (known.get(one)?.shot ?? "") === box.dataset.shot);
  const state = field && known.get(field);
  const theirs = box.querySelector("[data-theirs]").dataset.value;
  const mine = state ? read(field) : box.querySelector("[data-mine]").dataset.value; // more may have been typed since
  const text = button.dataset.keep === "mine" ? mine : theirs;
  box.remove();
  if (state) {
    Object.assign(state, { base: theirs, seen: version() });
    put(field, text);
    count();
  }
  if (button.dataset.keep === "mine") {
    await edit({ operation: "write", shot: box.dataset.shot, field: box.dataset.field, value: text });
    if (state) Object.assign(state, { base: text, seen: version() });
  }
};

export const startWriting = () => {
  for (const field of fields.filter((one) => !("ofShot" in one.dataset))) load(field, "");
  onSelect(showShot);
  onStrip(() => { for (const field of fields) if (known.has(field)) follow(field); count(); });
  document.addEventListener("input", (event) => {
    if (!event.target.dataset?.field || !editable()) return;
    later(event.target);
    count();
  });
  document.addEventListener("focusout", (event) => { if (known.has(event.target)) save(event.target); });
  document.addEventListener("keydown", (event) => {
    if (event.target.id === "board-title" && event.key === "Enter") event.target.blur();
  });
  const board = document.getElementById("board-notice"); // a conflict arrives with the texts as they are stored
  new MutationObserver(() => {
    for (const place of board.querySelectorAll("[data-conflict] :is([data-mine], [data-theirs]):not([data-value])")) showText(place, place.textContent);
  }).observe(board, { childList: true });
  document.addEventListener("click", (event) => {
    const keep = event.target.closest("[data-keep]");
    if (keep) resolveConflict(keep);
  });
  window.addEventListener("online", flush);
  window.addEventListener("beforeunload", (event) => { if (fields.some(dirty) || owed.size) { flush(); event.preventDefault(); } });
  select(selectedShot().dataset.shot);
};
