// Drawing on the frame: the tools over the picture, their buttons, and the keys that hold as long as they are there.
import { showDraft, whyNotDraw } from "./composer.js";
import { speak, tell } from "./page.js";
import { player } from "./player.js";
import { moved, resized, withWidth } from "./shapes.js";
import { amend, canRedo, canUndo, put, redo, select, selectedShape, selection, sketched, undo, without, withShape } from "./sketch.js";
import { say } from "./words.js";

export const STEP = 0.01; // share of the picture that a press moves a shape
let openedFrom = null;

const bar = () => document.getElementById("drawing-tools");
export const surface = () => document.getElementById("drawing-surface");
export const isDrawing = () => Boolean(surface()) && !surface().hidden;

const radio = (name) => bar().querySelector(`[name="drawing-${name}"]:checked`);
export const tool = () => radio("tool").value;
export const toolName = () => radio("tool").getAttribute("aria-label");

// A shape in the chosen colour and width.
export const shapeOf = (kind, points, more = {}) => withWidth({ kind, colour: radio("colour").value, points, ...more }, radio("width").value);

const buttonsOf = (name) => document.querySelectorAll(`[data-sketch="${name}"]`);

const draw = () => {
  if (!bar()) return;
  const can = { undo: canUndo(), redo: canRedo(), clear: sketched().length > 0 };
  for (const [name, isPossible] of Object.entries(can)) for (const one of buttonsOf(name)) one.setAttribute("aria-disabled", String(!isPossible));
  document.getElementById("drawing-selected").hidden = !isDrawing() || selection() === null;
  for (const one of buttonsOf("reword")) one.hidden = selectedShape()?.kind !== "text";
};

const show = (isOpen) => {
  surface().hidden = bar().hidden = !isOpen;
  bar().closest(".viewer__tools").toggleAttribute("data-drawing", isOpen);
  document.getElementById("player-drawings").toggleAttribute("data-drawing", isOpen);
  for (const one of document.querySelectorAll("[data-draw]")) one.setAttribute("aria-pressed", String(isOpen));
  draw();
};

const open = (from) => {
  const refusal = whyNotDraw();
  if (refusal) { tell(refusal); return; }
  player.pause();
  showDraft();
  openedFrom = from;
  show(true);
  surface().focus({ preventScroll: true });
  for (const part of [surface(), bar()]) part.closest(".viewer__tools, .viewer__screen").scrollIntoView({ block: "nearest" });
  speak(say("Drawing. Escape leaves it."));
};

// Whoever came from the text goes on writing.
const close = () => {
  if (!isDrawing()) return;
  const isInside = [surface(), bar(), document.getElementById("player-screen")].some((part) => part.contains(document.activeElement));
  select(null);
  show(false);
  document.dispatchEvent(new Event("drawing-ended"));
  if (isInside || document.activeElement === document.body) (openedFrom?.closest("#composer") ? document.getElementById("composer-text") : openedFrom)?.focus();
};

const toggle = (from) => (isDrawing() ? close() : open(from));

export const remove = () => {
  put(without(selection()));
  select(null);
  speak(say("Shape deleted"));
};

// The selected shape as `turn` makes it. What a held key does is one step.
export const turnShape = (turn, isHeld = false) => {
  (isHeld ? amend : put)(withShape(selection(), turn(selectedShape())));
};

const back = (step, can, nothing) => () => { if (can()) step(); else speak(nothing); };

const acts = {
  undo: back(undo, canUndo, say("There is nothing to undo.")),
  redo: back(redo, canRedo, say("There is nothing to redo.")),
  clear: () => { if (sketched().length) put([]); else speak(say("Nothing is drawn yet.")); },
  delete: remove,
  left: () => turnShape((shape) => moved(shape, [-STEP, 0])),
  right: () => turnShape((shape) => moved(shape, [STEP, 0])),
  up: () => turnShape((shape) => moved(shape, [0, -STEP])),
  down: () => turnShape((shape) => moved(shape, [0, STEP])),
  larger: () => turnShape((shape) => resized(shape, [STEP, STEP])),
  smaller: () => turnShape((shape) => resized(shape, [-STEP, -STEP])),
  reword: () => document.dispatchEvent(new Event("reword-wanted")),
};

// What is selected takes the colour or the width; another tool lets it go.
const changed = ({ target }) => {
  const { name, value } = target;
  if (name === "drawing-tool") select(null);
  if (selection() === null) return;
  if (name === "drawing-colour") turnShape((shape) => ({ ...shape, colour: value }));
  if (name === "drawing-width") turnShape((shape) => withWidth(shape, value));
};

const inText = "input:not([type=radio], [type=range], [type=checkbox]), textarea, select, dialog";

const typed = (event) => {
  if (!isDrawing() || event.defaultPrevented || event.target.closest?.(inText)) return;
  const key = event.key.toLowerCase(), isCommand = event.ctrlKey || event.metaKey;
  const act = event.key === "Escape" ? close : isCommand && key === "z" ? (event.shiftKey ? acts.redo : acts.undo) : isCommand && key === "y" ? acts.redo : null;
  if (!act) return;
  event.preventDefault();
  act();
};

export const startDrawing = () => {
  document.addEventListener("draw-wanted", () => toggle(document.activeElement));
  document.addEventListener("sketch-changed", draw);
  document.addEventListener("draft-changed", () => { if (isDrawing() && whyNotDraw()) close(); });
  document.addEventListener("draft-cleared", close);
  document.addEventListener("keydown", typed);
  document.addEventListener("change", (event) => { if (event.target.name?.startsWith("drawing-")) changed(event); });
  document.addEventListener("click", ({ target, detail }) => {
    const drawing = target.closest("[data-draw]"), act = target.closest("[data-sketch]")?.dataset.sketch;
    if (drawing) toggle(drawing);
    else if (target.closest("[data-draw-end]")) close();
    else if (act) acts[act]();
    else if (target.name?.startsWith("drawing-") && detail) surface().focus({ preventScroll: true }); // pressed, not reached by keys
  });
  // The arrows choose among the tools: they are not the player's there.
  document.addEventListener("keydown", (event) => {
    if (event.target.name?.startsWith("drawing-") && event.key.startsWith("Arrow")) event.stopImmediatePropagation();
  }, { capture: true });
};
