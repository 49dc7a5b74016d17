// The words of a text on the frame, typed in a field beside the place where they appear.
import { shapeOf, surface } from "./drawing.js";
import { amend, put, select, selectedShape, selection, sketched, without, withShape } from "./sketch.js";

const form = () => document.getElementById("drawing-words");
const field = () => form().querySelector("input");
let point = null, place = null; // the place in the list of shapes, null as long as nothing is typed
let isNew = true, wasKeyed = false;

const isWriting = () => Boolean(form()) && !form().hidden;

const open = (at, text) => {
  point = at;
  form().dataset.at = at[1] > 0.5 ? "top" : "bottom";
  form().hidden = false;
  field().value = text;
  field().focus({ preventScroll: true });
};

export const write = (at, { byKey = false } = {}) => {
  [place, isNew, wasKeyed] = [null, true, byKey];
  open(at, "");
};

// The words of the selected text again.
export const rewrite = () => {
  [place, isNew, wasKeyed] = [selection(), true, true];
  open(selectedShape().points[0], selectedShape().text);
};

const typed = () => {
  const text = field().value, step = isNew ? put : amend;
  if (text.trim() && place === null) {
    place = sketched().length;
    step([...sketched(), shapeOf("text", [point], { text })]);
  } else if (text.trim()) step(withShape(place, { ...sketched()[place], text }));
  else if (place !== null) {
    step(without(place));
    place = null;
  }
  isNew = false;
};

export const finish = () => {
  if (!isWriting()) return;
  form().hidden = true;
  if (wasKeyed && place !== null) select(place);
  surface().focus({ preventScroll: true });
};

export const startWords = () => {
  document.addEventListener("input", ({ target }) => { if (isWriting() && target === field()) typed(); });
  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    finish();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isWriting() || event.target !== field()) return;
    event.preventDefault();
    finish();
  }, { capture: true });
  document.addEventListener("reword-wanted", rewrite);
  document.addEventListener("drawing-ended", () => { if (isWriting()) form().hidden = true; });
};
