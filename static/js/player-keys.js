// What keys and buttons of the player do. Each key has a button; single letters can be turned off with the list of keys,
// and where somebody types, every key is the text's.
import { changed, clearRange, goTo, pause, player, setIn, setOut, setUsual, shuttle, step, toggle, toggleLoop } from "./player.js";
import { lettersOn } from "./shortcuts.js";
import { cuts } from "./shots.js";
import { countedRate } from "./timecode.js";
import { looks } from "./viewfinder.js";
import { say } from "./words.js";

const video = () => player.sound();
const buttonOf = (name) => document.querySelector(`#take-main [data-player="${name}"]`);
const icon = (button, name) => button.querySelector("use").setAttribute("href", `#i-${name}`);

const toCut = (way) => {
  const at = player.frame();
  goTo(way < 0 ? (cuts().findLast((frame) => frame < at) ?? 0) : cuts().find((frame) => frame > at) ?? player.frames - 1);
};

const mute = () => { video().muted = !video().muted; };

// On a phone what is not always needed is folded away.
const toggleMore = () => {
  const viewer = document.getElementById("take-main"), isOpen = viewer.toggleAttribute("data-more");
  buttonOf("more").setAttribute("aria-expanded", String(isOpen));
  if (isOpen) viewer.scrollIntoView({ block: "start" }); // it stays at the edge of the screen no more
};

const acts = {
  play: toggle,
  pause: () => pause(),
  backwards: () => shuttle(-1),
  forwards: () => shuttle(1),
  back: () => step(-1),
  forward: () => step(1),
  "second-back": () => step(-countedRate(player.rate)),
  "second-forward": () => step(countedRate(player.rate)),
  first: () => goTo(0),
  last: () => goTo(player.frames - 1),
  "cut-back": () => toCut(-1),
  "cut-forward": () => toCut(1),
  in: setIn,
  out: setOut,
  clear: clearRange,
  loop: toggleLoop,
  mute,
  comment: () => document.dispatchEvent(new CustomEvent("comment-wanted", { detail: { frame: player.frame() } })),
  draw: () => document.dispatchEvent(new Event("draw-wanted")),
  more: toggleMore,
  drawings: () => document.dispatchEvent(new Event("hide-drawings-wanted")),
  ...looks,
};

const LETTERS = { j: "backwards", k: "pause", l: "forwards", i: "in", o: "out", x: "clear", p: "loop", f: "full", m: "mute", c: "comment", s: "safe", d: "draw", h: "drawings", "+": "closer", "-": "further", 0: "whole", 1: "own-size" };
const PAN = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const STEPS = { ArrowLeft: "back", ArrowRight: "forward" };
const REST = { Home: "first", End: "last", ArrowUp: "cut-back", ArrowDown: "cut-forward" };
const ONCE = ["play", "pause", "backwards", "forwards", "loop", "mute", "full", "safe", "comment", "draw", "drawings", "in", "out", "clear"];
const OPPOSITE = { back: "forward", forward: "back", "second-back": "second-forward", "second-forward": "second-back" };

const inText = "input:not([type=checkbox], [type=radio], #scrub), textarea, select, [contenteditable], dialog, [popover], [role=menu]";
const ownSpace = "button, a, summary, [role=tab]";

// Along the scrubber, which begins on the right where people read from there.
const along = (name) => (getComputedStyle(document.getElementById("scrub-track")).direction === "rtl" ? OPPOSITE[name] : name);

// Some are of the pages alone that have what they are about.
const BUTTONS = { comment: "#composer, #guest-name", draw: "#draw", drawings: "#hide-drawings" };
const isThere = (act) => !BUTTONS[act] || Boolean(document.querySelector(BUTTONS[act]));

const stepOf = ({ key, shiftKey }) => {
  if (STEPS[key]) return along(shiftKey ? `second-${STEPS[key]}` : STEPS[key]);
  return shiftKey ? undefined : REST[key];
};

// The act of a key; undefined for one that is not the player's.
const actOf = (event) => {
  if (event.ctrlKey || event.metaKey) return undefined;
  if (event.altKey) return document.getElementById("player-pan").hidden ? undefined : PAN[event.key];
  if (event.key === " ") return event.target.closest?.(ownSpace) ? undefined : "play";
  const letter = LETTERS[event.key.toLowerCase()];
  if (letter) return lettersOn() && isThere(letter) && (!event.shiftKey || event.key === "+") ? letter : undefined;
  return stepOf(event);
};

const typed = (event) => {
  if (event.defaultPrevented || !video() || event.target.closest?.(inText)) return;
  const act = actOf(event);
  if (!act) return;
  event.preventDefault();
  if (!event.repeat || !ONCE.includes(act)) acts[act]();
};

const showVolume = () => {
  const { muted, volume } = video(), silent = muted || volume === 0, button = buttonOf("mute");
  icon(button, silent ? "muted" : "sound");
  button.setAttribute("aria-pressed", String(muted));
  document.getElementById("player-volume").value = Math.round(volume * 100);
  document.getElementById("player-volume").style.setProperty("--fill", `${muted ? 0 : volume * 100}%`);
};

const setVolume = ({ target }) => {
  video().volume = target.value / 100;
  video().muted = false;
};

// The button says what a press will do.
const showPlaying = ({ detail: { speed, usual, loops } }) => {
  const button = buttonOf("play");
  icon(button, speed ? "pause" : "play");
  button.setAttribute("aria-label", speed ? say("Pause") : say("Play"));
  buttonOf("loop").setAttribute("aria-pressed", String(loops));
  document.getElementById("player-rate").value = usual;
  const unusual = speed !== 0 && speed !== usual;
  document.getElementById("player-speed").textContent = unusual ? say("%(speed)s×", { speed: String(speed).replace("-", "−") }) : "";
};

export const startKeys = () => {
  document.getElementById("player-rate").addEventListener("change", ({ target }) => setUsual(Number(target.value)));
  document.getElementById("player-volume").addEventListener("input", setVolume);
  for (const one of document.querySelectorAll("#take-main .viewer__video")) {
    one.addEventListener("volumechange", showVolume);
    one.addEventListener("click", (event) => { if (!event.defaultPrevented && document.getElementById("player-pan").hidden) toggle(); });
  }
  showVolume();
  changed();
};

document.addEventListener("keydown", typed);
document.addEventListener("playing-changed", showPlaying);
document.addEventListener("click", (event) => {
  const name = event.target.closest("[data-player]")?.dataset.player;
  if (name && video()) acts[name]?.();
});
// A button that the mouse pressed takes no focus: the space bar plays on, whatever was pressed last.
document.addEventListener("mousedown", (event) => { if (event.target.closest("#take-main .viewer__tools button, #take-main .viewer__pan, .transport--film button, .compare__ways button")) event.preventDefault(); });
// Nobody looks: going backwards is for the eyes alone.
document.addEventListener("visibilitychange", () => { if (document.hidden && player.isPaused()) pause(); });
