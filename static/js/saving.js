// Sends the texts that are not saved yet, and again until they are. What the network or the server refuses is tried again,
// later each time, and at once when the connection is back; what a person must settle first waits for them.
import { allDrafts, forget, isKept, keep } from "./drafts.js";
import { edit } from "./edits.js";
import { version } from "./page.js";
import { showState } from "./save-state.js";
import { isPassing, showTrouble } from "./troubles.js";

const PAUSE = 500; // milliseconds after the last key
const FIRST = 2000;
const MOST = 60_000;

const timers = new Map(); // draft → timer
const sending = new Map(); // draft → the text on its way
const listeners = new Set();
let tries = 0;
let again = null;

// Called with a draft, the text that was answered for, and the HTTP status.
export const onAnswer = (listener) => listeners.add(listener);
export const isSending = (draft) => sending.has(draft);

const boxOf = ({ shot, field }) => document.querySelector(`[data-conflict][data-field="${field}"][data-shot="${shot}"]`);

export const later = (draft) => {
  clearTimeout(timers.get(draft));
  timers.set(draft, setTimeout(() => save(draft), PAUSE));
  showState("saving");
};

// How a draft is sent: a text is written; seconds that were typed are given to their shot, as the switch was then. Where they
// could not be sent at once, or were kept from another time, somebody may have given it others since.
const values = ({ shot, field, value, seen, way, held, at }) =>
  field === "seconds" ? { operation: way, shot, seconds: value, ...(held !== undefined || at ? { typed_at: seen } : {}) } : { operation: "write", shot, field, value, version: seen };

// Resolves with the HTTP status, where it was sent.
export const save = async (draft) => {
  clearTimeout(timers.get(draft));
  timers.delete(draft);
  // Of two texts that disagree both stand there until one is chosen.
  if (isKept(draft) && boxOf(draft)) { draft.held = 409; showState("saved"); return; }
  if (!isKept(draft) || sending.get(draft) === draft.value) return;
  const { value } = draft;
  sending.set(draft, value);
  const status = await edit(values(draft), { kept: true });
  if (sending.get(draft) === value) sending.delete(draft);
  if (isKept(draft)) answered(draft, value, status);
  showTrouble(status);
  return status;
};

const answered = (draft, value, status) => {
  if (status === 200) saved(draft, value);
  else if (draft.value === value) draft.held = status;
  else later(draft);
  if (isPassing(status)) tryAgain();
  for (const listener of listeners) listener(draft, value, status);
  if (status === 200) showState("saved");
};

const saved = (draft, value) => {
  tries = 0;
  if (draft.value === value) forget(draft);
  else later(keep({ ...draft, base: value, seen: version() }));
};

const tryAgain = () => {
  clearTimeout(again);
  again = setTimeout(() => { tries += 1; flush(); }, Math.min(MOST, FIRST * 2 ** tries) * (0.75 + Math.random() / 2));
};

// Everything at once; resolves when each was answered.
export const flush = () => {
  clearTimeout(again);
  return Promise.all(allDrafts().map(save));
};

// The connection is back, or somebody signed in again: now is better than later. What was refused in words is not asked
// again before it is written anew.
const retry = () => {
  tries = 0;
  for (const draft of allDrafts()) if (draft.held !== 422) save(draft);
};

export const startSaving = () => {
  window.addEventListener("online", retry);
  document.addEventListener("connection-back", retry);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) retry(); });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-save-now]")) retry(); });
  window.addEventListener("beforeunload", (event) => { if (allDrafts().length) { flush(); event.preventDefault(); } });
  flush();
};
