// Texts save themselves a moment after the last key, and at once when the field is left.
// A field remembers the value and the version it started from; what somebody else wrote in between is never overwritten.
import { edit, onStrip } from "./edits.js";
import { editable, main, shotOf, strip, version } from "./page.js";
import { onSelect, select, selectedShot } from "./selection.js";
import { say } from "./words.js";

const PAUSE = 500;
const AGAIN = 3000;
const fields = [...document.querySelectorAll("[data-field]")];
const known = new Map(); // field element → { shot, base, seen, timer }
const owed = new Set(); // writes that did not reach the server before their field went on to another shot

const savedValue = (field, shot) => {
  if (!("ofShot" in field.dataset)) return field.dataset.field === "title" ? strip().dataset.title : null;
  return shotOf(shot)?.dataset[field.dataset.field];
};
const boxOf = (field, shot) => document.querySelector(`[data-conflict][data-field="${field.dataset.field}"][data-shot="${shot}"]`);
const dirty = (field) => known.has(field) && field.value !== known.get(field).base;

const load = (field, shot) => {
  const value = savedValue(field, shot);
  if (value !== null && value !== undefined) field.value = value;
  known.set(field, { shot, base: field.value, seen: version() });
};

const save = async (field) => {
  const state = known.get(field);
  clearTimeout(state.timer);
  if (!dirty(field) || state.sending === field.value) return;
  const box = boxOf(field, state.shot);
  if (box) { box.querySelector("[data-mine]").textContent = field.value; return; } // both stand there until one is chosen
  const value = field.value;
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
  if (theirs === undefined || theirs === null) return;
  if (!dirty(field)) {
    if (field.value !== theirs) field.value = theirs;
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

const prompt = document.getElementById("shot-prompt");
export const count = () => {
  const style = Number(strip().dataset.styleLength);
  const found = [...prompt.value.trim()].length;
  const all = found ? found + style : 0;
  const limit = Number(main.dataset.shotLimit);
  const counter = document.getElementById("prompt-count");
  counter.textContent = `${all}/${limit}`;
  counter.dataset.level = all > limit ? "bad" : all > 500 ? "warn" : "";
  document.getElementById("prompt-hint").textContent = all > limit
    ? say("%(over)s too many for Kling. The text is saved all the same.", { over: all - limit })
    : style ? say("Includes %(style)s for the board’s style.", { style }) : "";
};

const resolveConflict = async (button) => {
  const box = button.closest("[data-conflict]");
  const field = fields.find((one) => one.dataset.field === box.dataset.field && (known.get(one)?.shot ?? "") === box.dataset.shot);
  const state = field && known.get(field);
  const mine = state ? field.value : box.querySelector("[data-mine]").textContent; // more may have been typed since
  const text = button.dataset.keep === "mine" ? mine : box.querySelector("[data-theirs]").textContent;
  box.remove();
  if (state) {
    Object.assign(state, { base: box.querySelector("[data-theirs]").textContent, seen: version() });
    field.value = text;
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
  document.addEventListener("click", (event) => {
    const keep = event.target.closest("[data-keep]");
    if (keep) resolveConflict(keep);
  });
  window.addEventListener("online", flush);
  window.addEventListener("beforeunload", (event) => { if (fields.some(dirty) || owed.size) { flush(); event.preventDefault(); } });
  select(selectedShot().dataset.shot);
};
