// The note of a verdict that is not given yet: kept in this browser for each take and person, gone once it is given.
import { forget, keep, kept } from "./kept.js";

const form = () => document.querySelector("#verdict-dialog form");
const key = () => `verdict ${form().dataset.person} ${form().dataset.take}`;

export const keepDraft = () => {
  const { note, shot } = form().elements;
  if (note.value) keep(key(), { note: note.value, shot: shot.value });
  else forgetDraft();
};

export const forgetDraft = () => forget(key());

// What stands in the form already is newer.
export const takeUpDraft = () => {
  const { note, shot } = form().elements, draft = kept(key());
  if (note.value || !draft) return;
  note.value = draft.note;
  if ([...shot.options].some(({ value }) => value === draft.shot)) shot.value = draft.shot;
};
