// The drawing in the making: its shapes in the order in which they were drawn, the one that is selected, and the steps
// back and forward. Lists of shapes are never changed, only replaced; `sketch-changed` on the document tells of it.
const MOST_STEPS = 200;
let shapes = [], before = [], after = [];
let selected = null; // its place in the list

const changed = (isHeld = false) => document.dispatchEvent(new CustomEvent("sketch-changed", { detail: { isHeld } }));

export const sketched = () => shapes;
export const selection = () => selected;
export const selectedShape = () => shapes[selected] ?? null;
export const canUndo = () => before.length > 0;
export const canRedo = () => after.length > 0;

export const select = (at) => {
  selected = at;
  changed(true);
};

// Another drawing, of a draft or of a comment: there is no step back from it.
export const hold = (wanted) => {
  [shapes, before, after, selected] = [wanted, [], [], null];
  changed(true);
};

// The step that is being made goes on: a shape that is moved, a word that is typed.
export const amend = (wanted) => {
  shapes = wanted;
  if (selected !== null && !shapes[selected]) selected = null;
  changed();
};

export const put = (wanted) => {
  before = [...before, shapes].slice(-MOST_STEPS);
  after = [];
  amend(wanted);
};

export const undo = () => {
  if (!canUndo()) return;
  after = [shapes, ...after];
  selected = null;
  const wanted = before.at(-1);
  before = before.slice(0, -1);
  amend(wanted);
};

export const redo = () => {
  if (!canRedo()) return;
  before = [...before, shapes];
  selected = null;
  const wanted = after[0];
  after = after.slice(1);
  amend(wanted);
};

// The list with another shape at a place of it.
export const withShape = (at, shape) => shapes.map((one, place) => (place === at ? shape : one));
export const without = (at) => shapes.filter((_one, place) => place !== at);
