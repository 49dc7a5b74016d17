// The part of a picture to use: a box of the board's shape, moved by drag or keys, made smaller by zoom.
// Held as centre and zoom, given out as fractions of the picture: x, y, width, height.
const area = document.getElementById("crop-area");
const image = document.getElementById("crop-image");
const box = document.getElementById("crop-box");
const zoomField = document.getElementById("crop-zoom");

let state = null; // { width, height, ratio, x, y, zoom }, x and y the centre as fractions
let changed = () => {};

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

// The largest box of the board's shape that fits, as fractions, made smaller by the zoom.
const size = () => {
  const picture = state.width / state.height;
  const [width, height] = picture > state.ratio ? [state.ratio / picture, 1] : [1, picture / state.ratio];
  return [width / state.zoom, height / state.zoom];
};

export const fractions = () => {
  const [width, height] = size();
  return [state.x - width / 2, state.y - height / 2, width, height];
};

const draw = () => {
  const [width, height] = size();
  state.x = clamp(state.x, width / 2, 1 - width / 2);
  state.y = clamp(state.y, height / 2, 1 - height / 2);
  const [x, y] = fractions();
  const percent = (value) => `${value * 100}%`;
  Object.assign(box.style, { left: percent(x), top: percent(y), width: percent(width), height: percent(height) });
  document.getElementById("crop-percent").textContent = ` ${Math.round(state.zoom * 100)} %`;
  zoomField.value = Math.round(state.zoom * 100);
  zoomField.style.setProperty("--fill", percent((state.zoom - 1) / 2));
  changed();
};

export const showCrop = ({ source, width, height, ratio, crop }, onChange) => {
  image.src = source;
  area.style.aspectRatio = `${width} / ${height}`;
  state = { width, height, ratio, x: 0.5, y: 0.5, zoom: 1 };
  changed = onChange;
  if (crop) {
    state.zoom = clamp(size()[0] / crop[2], 1, 3);
    [state.x, state.y] = [crop[0] + crop[2] / 2, crop[1] + crop[3] / 2];
  }
  draw();
};

// Pixels of the original that the box holds.
export const pixels = () => {
  const [, , width, height] = fractions();
  return [Math.round(width * state.width), Math.round(height * state.height)];
};

export const startCrop = () => {
  let drag = null;
  box.addEventListener("pointerdown", (event) => {
    drag = { id: event.pointerId, x: event.clientX, y: event.clientY, from: [state.x, state.y] };
    box.setPointerCapture(event.pointerId);
    event.preventDefault();
    box.focus({ preventScroll: true });
  });
  box.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drag?.id) return;
    const { width, height } = area.getBoundingClientRect();
    state.x = drag.from[0] + (event.clientX - drag.x) / width;
    state.y = drag.from[1] + (event.clientY - drag.y) / height;
    draw();
  });
  for (const name of ["pointerup", "pointercancel"]) box.addEventListener(name, () => { drag = null; });
  box.addEventListener("keydown", (event) => {
    const by = event.shiftKey ? 0.05 : 0.01;
    const moves = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key];
    if (!moves) return;
    event.preventDefault();
    state.x += moves[0];
    state.y += moves[1];
    draw();
  });
  zoomField.addEventListener("input", () => { state.zoom = zoomField.value / 100; draw(); });
  document.getElementById("crop-reset").addEventListener("click", () => {
    Object.assign(state, { x: 0.5, y: 0.5, zoom: 1 });
    draw();
  });
};
