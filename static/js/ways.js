// How two takes are looked at: side by side; one wiped over the other; what differs between them; one in place of the
// the other. The way stands in the address; this browser keeps it for addresses that name none.
import { keepWord, wordOf } from "./kept.js";
import { speak } from "./page.js";
import { lettersOn } from "./shortcuts.js";
import { say } from "./words.js";

const KEY = "way of comparing";
const WAYS = ["side", "wipe", "difference", "place"];
const LETTERS = { e: "side", w: "wipe", d: "difference", b: "place" };
const STEP = 1; // percent of the picture that a key moves the wipe; with Shift ten times as much
const kept = wordOf(KEY);
let way = null;
let front = "a"; // the one that is seen where they are in one place
let wipe = 50; // percent of the picture from the left that are of A
let gain = 1;
let drag = null;

const screen = () => document.getElementById("player-screen");
const handle = () => document.getElementById("wipe");
const buttons = (name) => document.querySelectorAll(`[data-${name}]:is(button)`);
const press = (name, value) => { for (const one of buttons(name)) one.setAttribute("aria-pressed", String(one.dataset[name] === String(value))); };

const draw = () => {
  Object.assign(screen().dataset, { way, front });
  screen().style.setProperty("--wipe", `${wipe}%`);
  screen().style.setProperty("--gain", gain);
  handle().setAttribute("aria-valuenow", Math.round(wipe));
  handle().setAttribute("aria-valuetext", say("A on %(share)s %% of the picture", { share: Math.round(wipe) }));
  document.getElementById("gains").hidden = way !== "difference";
  document.getElementById("fronts").hidden = way !== "place";
  press("way", way);
  press("front", front);
  press("gain", gain);
  document.getElementById("pair-way").value = way;
  const query = new URLSearchParams(location.search);
  query.set("way", way);
  keepAddress(query);
};

// What is on screen is what a reload shows, and whoever is sent the address.
const keepAddress = (query) => {
  if (location.search !== `?${query}`) history.replaceState(history.state, "", `?${query}${location.hash}`);
};

const bring = (side) => {
  front = side;
  draw();
  speak(say("%(side)s is seen", { side: front.toUpperCase() }));
};

// Where both are in one place already, its key changes which of them is seen.
export const look = (wanted) => {
  if (wanted === "place" && way === "place") { bring(front === "a" ? "b" : "a"); return; }
  way = wanted;
  keepWord(KEY, way);
  draw();
  speak([...buttons("way")].find((one) => one.dataset.way === way).getAttribute("aria-label"));
};

const wipeTo = (percent) => {
  wipe = Math.min(Math.max(percent, 0), 100);
  draw();
};

const wiped = (event) => {
  const by = event.shiftKey ? STEP * 10 : STEP;
  const to = { ArrowLeft: wipe - by, ArrowRight: wipe + by, Home: 0, End: 100 }[event.key];
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  wipeTo(to);
};

const pressed = (event) => {
  if (event.button !== 0) return;
  event.preventDefault();
  event.stopPropagation(); // it is no press on the picture
  drag = event.pointerId;
  handle().setPointerCapture(drag);
  handle().focus({ preventScroll: true });
};

const moved = (event) => {
  if (drag !== event.pointerId) return;
  const { left, width } = handle().parentElement.getBoundingClientRect();
  wipeTo(((event.clientX - left) / width) * 100);
};

const released = (event) => { if (drag === event.pointerId) drag = null; };

// The page has a new pair.
export const drawWays = () => {
  way ??= new URLSearchParams(location.search).has("way") || !WAYS.includes(kept) ? screen().dataset.way : kept;
  for (const [name, act] of Object.entries({ pointerdown: pressed, pointermove: moved, pointerup: released, pointercancel: released, keydown: wiped })) handle().addEventListener(name, act);
  keepAddress(new URLSearchParams(new FormData(document.getElementById("pair")))); // the two that the page chose
  draw();
};

const typed = (event) => {
  const wanted = LETTERS[event.key.toLowerCase()];
  if (!wanted || !screen() || !lettersOn() || event.defaultPrevented || event.repeat) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.target.closest?.("input:not([type=checkbox], [type=radio], #scrub), textarea, select, dialog")) return;
  event.preventDefault();
  look(wanted);
};

export const startWays = () => {
  document.addEventListener("keydown", typed);
  document.addEventListener("click", ({ target }) => {
    const { dataset } = target.closest("[data-way], [data-front], [data-gain]") ?? {};
    if (!dataset || !screen() || target.closest("#player-screen")) return;
    if (dataset.way) look(dataset.way);
    if (dataset.front) bring(dataset.front);
    if (dataset.gain) { gain = Number(dataset.gain); draw(); }
  });
};
