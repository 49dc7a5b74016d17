// How the picture of a take is looked at: the whole of it, its own pixels, closer; moved about by dragging and by keys;
// with the safe areas; on the whole screen.
import { tell } from "./page.js";
import { say } from "./words.js";

const STEP = 1.25;
const MOST = 8;
const PAN = 80; // pixels a key or a button moves it
let zoom = 1; // 1 shows the whole picture
let at = { x: 0, y: 0 };
let drag = null;

const screen = () => document.getElementById("player-screen");
const picture = () => document.getElementById("player-picture"); // the first of two
const room = () => picture().closest(".duo__view, .viewer__screen");
const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });

// As large as one pixel of the file on one of the screen.
const ownSize = () => Number(picture().dataset.width) / devicePixelRatio / picture().clientWidth;

// It never leaves the screen: what is wider or higher than it can be moved so far.
const within = (wanted, length, room) => {
  const most = Math.max(0, (length * zoom - room) / 2);
  return Math.min(Math.max(wanted, -most), most);
};

const draw = () => {
  const view = screen();
  at = { x: within(at.x, picture().clientWidth, room().clientWidth), y: within(at.y, picture().clientHeight, room().clientHeight) };
  view.style.setProperty("--zoom", zoom);
  view.style.setProperty("--x", `${at.x}px`);
  view.style.setProperty("--y", `${at.y}px`);
  const isWhole = Math.abs(zoom - 1) < 0.001, isOwn = Math.abs(zoom - ownSize()) < 0.001;
  view.toggleAttribute("data-zoomed", zoom > 1.001);
  document.getElementById("player-pan").hidden = zoom <= 1.001;
  document.querySelector('[data-player="whole"]').setAttribute("aria-pressed", String(isWhole));
  document.querySelector('[data-player="own-size"]').setAttribute("aria-pressed", String(isOwn && !isWhole));
  document.getElementById("player-zoom").textContent = percent.format(zoom / ownSize());
};

const zoomTo = (wanted) => {
  const before = zoom;
  zoom = Math.min(Math.max(wanted, Math.min(1, ownSize())), Math.max(MOST, ownSize()));
  at = { x: (at.x * zoom) / before, y: (at.y * zoom) / before };
  draw();
};

const pan = (x, y) => { at = { x: at.x + x, y: at.y + y }; draw(); };

const toggleSafe = () => {
  const { hidden } = document.getElementById("player-safe");
  for (const safe of document.querySelectorAll("#take-main .safe")) safe.hidden = !hidden;
  document.querySelector('[data-player="safe"]').setAttribute("aria-pressed", String(hidden));
};

const toggleFull = async () => {
  if (document.fullscreenElement) { document.exitFullscreen(); return; }
  try {
    await document.getElementById("take-main").requestFullscreen();
  } catch {
    tell(say("This browser does not fill the screen with a page. The page works as it is."));
  }
};

export const looks = {
  whole: () => zoomTo(1),
  "own-size": () => zoomTo(ownSize()),
  closer: () => zoomTo(zoom * STEP),
  further: () => zoomTo(zoom / STEP),
  left: () => pan(PAN, 0),
  right: () => pan(-PAN, 0),
  up: () => pan(0, PAN),
  down: () => pan(0, -PAN),
  safe: toggleSafe,
  full: toggleFull,
};

const pressed = (event) => {
  if (event.button !== 0 || zoom <= 1.001 || event.defaultPrevented || event.target.closest("button, a, select")) return;
  drag = { id: event.pointerId, x: event.clientX, y: event.clientY };
  screen().setPointerCapture(drag.id);
};

const moved = (event) => {
  if (drag?.id !== event.pointerId) return;
  pan(event.clientX - drag.x, event.clientY - drag.y);
  [drag.x, drag.y] = [event.clientX, event.clientY];
};

const released = (event) => { if (drag?.id === event.pointerId) drag = null; };

const rolled = (event) => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  zoomTo(zoom * STEP ** -Math.sign(event.deltaY));
};

const showFull = () => {
  const button = document.querySelector('[data-player="full"]');
  button?.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
  button?.setAttribute("aria-label", document.fullscreenElement ? say("Leave full screen") : say("Full screen"));
};

export const startViewfinder = () => {
  zoom = 1;
  const { width, height } = picture().dataset;
  screen().style.setProperty("--ratio", width / height);
  for (const [name, act] of Object.entries({ pointerdown: pressed, pointermove: moved, pointerup: released, pointercancel: released })) screen().addEventListener(name, act);
  screen().addEventListener("wheel", rolled, { passive: false });
  const watching = new ResizeObserver(() => { if (picture()) draw(); });
  for (const one of [screen(), picture()]) watching.observe(one);
  showFull();
};

document.addEventListener("fullscreenchange", showFull);
