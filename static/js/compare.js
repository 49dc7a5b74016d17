// The page on which two takes are compared: one player for both, and the form that says which they are.
import { counted } from "./dropping.js";
import { pairOf, stretchesFrom } from "./pair.js";
import { pause, startPlayer } from "./player.js";
import { startKeys } from "./player-keys.js";
import { speak, tell } from "./page.js";
import { startScrubber } from "./scrubber.js";
import { startShortcuts } from "./shortcuts.js";
import { rateFrom } from "./timecode.js";
import { startViewfinder } from "./viewfinder.js";
import { drawWays, startWays } from "./ways.js";
import { say } from "./words.js";

const SIDES = ["a", "b"];
let pair = null;
let sound = { heard: 0, muted: false, volume: 1 };
let left = null; // what was on screen when another pair was asked for: the frame of the row, and of each take its own

const at = (id) => document.getElementById(id);
const main = () => at("take-main");
const form = () => at("pair");
const videoOf = (side) => main().querySelector(`.duo__view[data-side="${side}"] .viewer__video`);
const viewOf = (side) => main().querySelector(`.duo__view[data-side="${side}"]`);

// Of each side which of its frames is seen, and in words why none is.
const show = () => {
  at("player-screen").dataset.frame = pair.shown();
  SIDES.forEach((side, number) => {
    const { rate, shown } = pair.films[number], why = pair.why(number), told = viewOf(side).querySelector(".duo__told");
    const place = { n: shown(), timecode: counted(shown(), rate) };
    at(`frame-${side}`).textContent = why === "absent" ? "" : say("Frame %(n)s, %(timecode)s", place);
    if ((viewOf(side).dataset.why ?? "") === why) return;
    viewOf(side).dataset.why = why;
    told.textContent = why ? told.dataset[why] : "";
  });
};

const hear = (number) => {
  sound.heard = number;
  pair.hear(number);
  for (const one of document.querySelectorAll("[data-hear]")) one.setAttribute("aria-pressed", String(one.dataset.hear === SIDES[number]));
};

const failed = () => tell(say("One of these videos cannot be played in this browser. Choose the proxies, or another take."), { stays: true });

// The same frame of the same take, where it is still here; else the same place.
const returnTo = () => {
  if (!left) { pair.go(0); return; }
  const same = SIDES.map((side, number) => (videoOf(side).dataset.take in left.frames ? pair.whereIs(number, left.frames[videoOf(side).dataset.take]) : null));
  pair.go(same.find((frame) => frame !== null) ?? left.row);
};

const start = () => {
  pair = null;
  if (!at("player-screen")) return;
  const { steps, frames, rate } = at("player-screen").dataset;
  const row = { stretches: stretchesFrom(JSON.parse(steps)), frames: Number(frames), rate: rateFrom(rate) };
  const videos = SIDES.map(videoOf);
  pair = startPlayer((heard) => pairOf(videos, row, heard));
  for (const video of videos) {
    video.addEventListener("error", failed);
    if (video.error) failed();
    video.volume = sound.volume;
  }
  pair.sound().muted = sound.muted;
  hear(sound.heard);
  shape();
  startScrubber();
  startViewfinder();
  startKeys();
  drawWays();
  returnTo();
};

const leave = () => {
  if (!pair) return;
  pause();
  const { muted, volume } = pair.sound();
  sound = { heard: sound.heard, muted, volume };
  const seen = [0, 1].filter((number) => !pair.why(number));
  left = { row: pair.shown(), frames: Object.fromEntries(seen.map((number) => [videoOf(SIDES[number]).dataset.take, pair.films[number].shown()])) };
};

// How the frames are laid, or which files are played: a press says it, and the page comes anew.
const choose = (name, value) => {
  if (at(`pair-${name}`).value === value) return;
  at(`pair-${name}`).value = value;
  form().requestSubmit();
};

// Each is as large as there is room, whatever its shape: side by side in columns as wide as they are, so that both are as
// high as one another; in one place within the same room.
const shape = () => {
  const ratios = SIDES.map((side) => { const { width, height } = viewOf(side).querySelector(".picture").dataset; return width / height; });
  const differ = Math.abs(ratios[0] / ratios[1] - 1) > 0.01;
  const { style, dataset } = at("player-screen");
  dataset.shapes = differ ? "differ" : "alike";
  style.setProperty("--side-by-side", ratios.map((ratio) => `minmax(17rem, ${ratio}fr)`).join(" "));
  style.setProperty("--narrowest", Math.min(...ratios));
  SIDES.forEach((side, number) => viewOf(side).style.setProperty("--ratio", ratios[number]));
};

const swap = () => {
  const [a, b] = SIDES.map((side) => at(`pick-${side}`));
  [a.value, b.value] = [b.value, a.value];
  form().requestSubmit();
};

const against = (number) => {
  at("pick-b").value = number;
  form().requestSubmit();
};

window.htmx.config.refreshOnHistoryMiss = true; // back to another pair is a new page: its player begins anew
start();
startShortcuts();
startWays();
for (const name of ["frame-shown", "counting-changed"]) document.addEventListener(name, () => { if (pair) show(); });
document.addEventListener("change", ({ target }) => { if (target.form === form()) form().requestSubmit(); });
document.addEventListener("click", ({ target }) => {
  const hearing = target.closest("[data-hear]");
  if (hearing && pair) { hear(SIDES.indexOf(hearing.dataset.hear)); speak(say("%(side)s is heard", { side: hearing.dataset.hear.toUpperCase() })); }
  const laid = target.closest("[data-by], [data-files]:is(button)")?.dataset;
  if (laid?.by) choose("by", laid.by);
  if (laid?.files) choose("files", laid.files);
  if (target.closest("[data-swap]")) swap();
  const other = target.closest("[data-against]");
  if (other) against(other.dataset.against);
  target.closest("[data-dismiss]")?.closest(".note").remove();
});
document.body.addEventListener("htmx:beforeSwap", ({ target }) => { if (target === main()) leave(); });
document.body.addEventListener("htmx:afterSettle", ({ target }) => { if (target === main()) start(); });
