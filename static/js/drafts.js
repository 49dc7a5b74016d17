// Texts that are typed and not saved yet: in memory, and in this browser's own storage, so that a reload, a crash or a
// closed tab loses none. One is kept for each field, with the board's version that its writer saw. Seconds that are typed
// are kept alike, with the way they change the board.
import * as browser from "./kept.js";
import { main, shotOf } from "./page.js";

const ALL = "unsaved ";
const OURS = `${ALL}${main.dataset.person} ${main.dataset.project} `;

// “shot field” → { shot, field, value, base, seen }, and `held`: the status of the answer that refused it, if any.
const drafts = new Map();
const listeners = new Set();

// Called with the shot and the field of each draft that is written or gone.
export const onDraft = (listener) => listeners.add(listener);
const told = ({ shot, field }) => { for (const listener of listeners) listener(shot, field); };

const keyOf = ({ shot, field }) => `${shot} ${field}`;
export const draftOf = (shot, field) => drafts.get(`${shot} ${field}`);
export const allDrafts = () => [...drafts.values()];
// Of the board as it is: texts of shots that are gone are no part of it.
export const hasUnsaved = () => allDrafts().some(({ shot }) => !shot || shotOf(shot));
export const isKept = (draft) => drafts.get(keyOf(draft)) === draft;

const store = ({ shot, field, value, base, seen, way }) => browser.keep(OURS + keyOf({ shot, field }), { shot, field, value, base, seen, way });

export const keep = (draft) => {
  const known = drafts.get(keyOf(draft));
  const kept = known ? Object.assign(known, draft) : draft;
  drafts.set(keyOf(draft), kept);
  store(kept);
  told(kept);
  return kept;
};

// Another tab of the same person may have written into the same field: what is not saved of it stays.
export const forget = (draft) => {
  drafts.delete(keyOf(draft));
  if (browser.kept(OURS + keyOf(draft))?.value === draft.value) browser.forget(OURS + keyOf(draft));
  told(draft);
};

for (const key of Object.keys(localStorage).filter((one) => one.startsWith(ALL))) {
  const draft = browser.kept(key);
  if (draft && key.startsWith(OURS)) drafts.set(keyOf(draft), draft);
}
