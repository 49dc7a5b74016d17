// The note of a verdict that is not given yet: kept in this browser for each take and person, gone once it is given.
const KEPT_FOR = 30 * 24 * 3600 * 1000; // milliseconds

const form = () => document.querySelector("#verdict-dialog form");
const key = () => `verdict ${form().dataset.person} ${form().dataset.take}`;

const kept = () => {
  try { return JSON.parse(localStorage.getItem(key())); } catch { return null; }
};

// A browser may keep nothing, or be full: the note is in the page all the same.
export const keepDraft = () => {
  const { note, shot } = form().elements;
  try {
    if (note.value) localStorage.setItem(key(), JSON.stringify({ note: note.value, shot: shot.value, at: Date.now() }));
    else localStorage.removeItem(key());
  } catch { /* see above */ }
};

export const forgetDraft = () => localStorage.removeItem(key());

// What stands in the form already is newer.
export const takeUpDraft = () => {
  const { note, shot } = form().elements, draft = kept();
  if (note.value || !draft) return;
  if (Date.now() - draft.at > KEPT_FOR) { forgetDraft(); return; }
  note.value = draft.note;
  if ([...shot.options].some(({ value }) => value === draft.shot)) shot.value = draft.shot;
};
