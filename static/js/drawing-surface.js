// The frame that is drawn on: by mouse, finger and pen, and by keys, which place a shape, choose one, move and resize it.
import { isDraftAt, showDraft } from "./composer.js";
import { isDrawing, remove, shapeOf, STEP, surface, tool, toolName, turnShape } from "./drawing.js";
import { finish, rewrite, startWords, write } from "./drawing-words.js";
import { size, tryShape } from "./drawings.js";
import { speak, tell } from "./page.js";
import { player } from "./player.js";
import { boundsOf, moved, resized } from "./shapes.js";
import { amend, put, select, selectedShape, selection, sketched, withShape } from "./sketch.js";
import { say } from "./words.js";

// The server keeps no more than that of one drawing; a line may have 2000 points.
const MOST_SHAPES = 100, MOST_POINTS = 20_000, MOST_OF_A_LINE = 1900;
const NEAR = 12; // pixels around a shape that still are the shape
const DRAG = 4; // pixels from which on a press is a drag
const FINE = 1.5; // pixels between the points of a line
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let stroke = null;

const share = (at, from, length) => Number(Math.min(Math.max((at - from) / length, 0), 1).toFixed(5));

const pointOf = ({ clientX, clientY }) => {
  const { left, top, width, height } = surface().getBoundingClientRect();
  return [share(clientX, left, width), share(clientY, top, height)];
};

const pixels = ([fromX, fromY], [toX, toY]) => {
  const { width, height } = surface().getBoundingClientRect();
  return Math.hypot((toX - fromX) * width, (toY - fromY) * height);
};

const add = (shape) => {
  const points = [...sketched(), shape].reduce((sum, one) => sum + one.points.length, 0);
  if (sketched().length >= MOST_SHAPES || points > MOST_POINTS) tell(say("This drawing is full. Send it, and draw on in another comment."));
  else put([...sketched(), shape]);
};

// A drawing is at one place of the video: elsewhere nothing is drawn, and the video goes back to it.
const isHere = () => {
  if (isDraftAt(player.frame())) return true;
  tell(say("What you have begun is at %(timecode)s. The video is there again: draw on, or send it first.", { timecode: showDraft() }));
  return false;
};

// A shape of a usual size around a point; an arrow has its head there, and comes from the middle of the picture.
const ready = (kind, [x, y]) => {
  const across = 100 / size().x, down = 100 / size().y, inwards = (at, by) => at + (at < 0.5 ? by : -by);
  if (kind === "arrow") return moved(shapeOf(kind, [[inwards(x, 2 * across), inwards(y, 2 * down)], [x, y]]), [0, 0]);
  return moved(shapeOf(kind, [[0.5 - across, 0.5 - down], [0.5 + across, 0.5 + down]]), [x - 0.5, y - 0.5]);
};

const place = (shape) => {
  const count = sketched().length;
  add(shape);
  if (sketched().length === count) return;
  select(count);
  speak(say("%(shape)s placed. Arrows move it; with Alt they resize it.", { shape: toolName() }));
};

// The smallest shape there.
const shapeAt = (point) => {
  const { width, height } = surface().getBoundingClientRect(), [near, nearby] = [NEAR / width, NEAR / height];
  const found = sketched().map((shape, at) => ({ at, ...boundsOf(shape, size()) }))
    .filter(({ left, top, right, bottom }) => point[0] > left - near && point[0] < right + near && point[1] > top - nearby && point[1] < bottom + nearby);
  const area = ({ left, top, right, bottom }) => (right - left + near) * (bottom - top + nearby);
  return found.sort((one, other) => area(one) - area(other))[0]?.at ?? null;
};

const pressed = (event) => {
  if (event.button !== 0 || stroke) return;
  event.preventDefault();
  finish();
  surface().focus({ preventScroll: true });
  player.pause();
  if (!isHere()) return;
  const from = pointOf(event);
  select(tool() === "select" ? shapeAt(from) : null);
  stroke = { id: event.pointerId, from, points: [from], shape: selectedShape(), isDrag: false };
  surface().setPointerCapture(stroke.id);
};

const drawOn = (event) => {
  for (const one of event.getCoalescedEvents?.() ?? []) {
    const point = pointOf(one);
    if (pixels(stroke.points.at(-1), point) >= FINE) stroke.points.push(point);
  }
  if (stroke.points.length > MOST_OF_A_LINE) stroke.points = stroke.points.filter((_point, at) => at % 2 === 0);
};

const begun = () => (tool() === "pen" ? shapeOf("pen", stroke.points) : shapeOf(tool(), [stroke.from, stroke.to]));

const drag = () => {
  const [x, y] = stroke.to, shape = moved(stroke.shape, [x - stroke.from[0], y - stroke.from[1]]);
  (stroke.isMoved ? amend : put)(withShape(selection(), shape));
  stroke.isMoved = true;
};

const dragged = (event) => {
  if (stroke?.id !== event.pointerId) return;
  stroke.to = pointOf(event);
  if (tool() === "pen") drawOn(event);
  stroke.isDrag ||= pixels(stroke.from, stroke.to) >= DRAG;
  if (!stroke.isDrag) return;
  if (tool() === "select") { if (stroke.shape) drag(); } else if (tool() !== "text") tryShape(begun());
};

// A press without a drag places a shape of a usual size, a dot of the pen, or the field for a text.
const pressedOn = (kind, point) => {
  if (kind === "text") write(point);
  else if (kind === "pen") add(shapeOf("pen", [point, point]));
  else if (kind !== "select") place(ready(kind, point));
};

const released = (event) => {
  if (stroke?.id !== event.pointerId) return;
  const { isDrag, from } = stroke, kind = tool();
  if (!isDrag) pressedOn(kind, from);
  else if (kind === "text") write(pointOf(event));
  else if (kind !== "select") add(kind === "pen" ? shapeOf("pen", [...stroke.points, stroke.to]) : begun());
  leave();
};

const leave = () => {
  stroke = null;
  tryShape(null);
};

const cancelled = (event) => { if (stroke?.id === event.pointerId) leave(); };

// Each next one a little beside the one before.
const middle = () => 0.5 + (sketched().length % 8) * 0.03;

const placeByKey = () => {
  if (!isHere()) return;
  if (tool() === "pen") tell(say("A pen needs a pointer. Choose arrow, box, ellipse or text: Enter places it, and arrows move it."));
  else if (tool() === "text") write([middle() - 0.1, middle()], { byKey: true });
  else if (tool() === "select") choose(1);
  else place(ready(tool(), [middle(), middle()]));
};

const choose = (way) => {
  const count = sketched().length, at = selection() ?? (way > 0 ? -1 : 0);
  if (!count) { speak(say("Nothing is drawn yet.")); return; }
  select((at + way + count) % count);
  speak(say("Shape %(n)s of %(count)s selected", { n: selection() + 1, count }));
};

const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });

const shift = (event) => {
  const by = ARROWS[event.key].map((way) => way * STEP * (event.shiftKey ? 5 : 1));
  turnShape((shape) => (event.altKey ? resized : moved)(shape, by), event.repeat);
  const { left, top } = boundsOf(selectedShape(), size());
  speak(say("%(x)s from the left, %(y)s from the top", { x: percent.format(left), y: percent.format(top) }));
};

const actOf = ({ key }) => {
  if (key === "Enter") return selectedShape()?.kind === "text" ? rewrite : placeByKey;
  if (key === "PageDown" || key === "PageUp") return () => choose(key === "PageDown" ? 1 : -1);
  if (selection() === null) return undefined;
  if (key === "Delete" || key === "Backspace") return remove;
  return ARROWS[key] && shift;
};

const keyed = (event) => {
  if (!isDrawing() || event.target !== surface()) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.key === "Enter" && !event.repeat) document.getElementById("composer")?.requestSubmit();
    return;
  }
  const act = actOf(event);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act(event);
};

const onSurface = (act) => (event) => { if (event.target === surface()) act(event); };

export const startSurface = () => {
  startWords();
  const heard = { pointerdown: pressed, pointermove: dragged, pointerup: released, pointercancel: cancelled };
  for (const [name, act] of Object.entries(heard)) document.addEventListener(name, onSurface(act), { capture: true });
  document.addEventListener("keydown", keyed, { capture: true });
  document.addEventListener("drawing-ended", leave);
};
