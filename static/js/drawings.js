// Drawings over the picture: those of the comments at the frame on screen, and the one in the making.
import { isDraftAt, isEdited } from "./composer.js";
import { speak } from "./page.js";
import { player } from "./player.js";
import { drawn, frameOf, sizeOf } from "./shapes.js";
import { selectedShape, sketched } from "./sketch.js";
import { say } from "./words.js";

let areHidden = false;
let rowsHere = [];

const svg = () => document.getElementById("player-drawings");
const layer = (name) => svg().querySelector(`[data-layer="${name}"]`);

export const size = () => {
  const { width, height } = document.getElementById("player-picture").dataset;
  return sizeOf(width / height);
};

const drawSaid = () => {
  const drawings = rowsHere.filter((row) => !isEdited(row)).map(({ dataset }) => dataset.drawing).filter(Boolean), key = drawings.join();
  if (layer("said").dataset.key === key) return;
  layer("said").dataset.key = key;
  layer("said").replaceChildren(...drawings.flatMap((one) => JSON.parse(one)).map((shape) => drawn(shape, size())));
};

const drawOwn = () => {
  const isHere = isDraftAt(player.frame()), shape = isHere && selectedShape();
  layer("own").replaceChildren(...(isHere ? sketched().map((one) => drawn(one, size())) : []));
  if (shape) layer("own").append(frameOf(shape, size()));
};

// A shape while it is drawn, or nothing.
export const tryShape = (shape) => layer("trial").replaceChildren(...(shape ? [drawn(shape, size())] : []));

const draw = () => {
  if (!svg()) return;
  const { x, y } = size();
  svg().setAttribute("viewBox", `0 0 ${x} ${y}`);
  svg().toggleAttribute("data-hidden", areHidden);
  drawSaid();
  drawOwn();
};

// The rows of the comments at the frame on screen.
export const showDrawings = (rows) => {
  rowsHere = rows;
  draw();
};

// There is nothing to hide where nobody drew.
export const offerHiding = (rows) => {
  const button = document.getElementById("hide-drawings");
  if (button) button.hidden = !rows.some(({ dataset }) => dataset.drawing) && !sketched().length;
};

const toggle = () => {
  areHidden = !areHidden;
  draw();
  document.getElementById("hide-drawings")?.setAttribute("aria-pressed", String(areHidden));
  speak(areHidden ? say("Drawings hidden") : say("Drawings shown"));
};

export const startDrawings = () => {
  document.addEventListener("sketch-changed", draw);
  document.addEventListener("draft-changed", draw);
  document.addEventListener("hide-drawings-wanted", toggle);
  draw(); // a draft may have been taken up before
};
