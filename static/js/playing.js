// Plays the preview: the board itself, drawn here at once, or the video of a take. Space, the button, J, K and L. Time
// comes from the clock of the frames, so that a slow machine shows fewer of them and never a slower board.
import { fetchPictures } from "./animatic.js";
import { speak } from "./page.js";
import { boardSeconds, headAt, lastMoment, moveHead, onFrame, onHead, RATE, scrubbing } from "./playhead.js";
import { lettersOn } from "./shortcuts.js";
import { say } from "./words.js";

const FASTEST = 4;
const video = document.getElementById("stage-video");
const button = document.getElementById("stage-play");
const badge = document.getElementById("stage-speed");
let speed = 0; // times as fast as it is meant to be, below nought backwards; 0 stands still
let last = 0;
let turn = 0;

export const playing = () => speed !== 0;

const filmed = () => !video.hidden;

// The button says what a press will do.
export const sayPlaying = () => {
  button.querySelector("use").setAttribute("href", playing() ? "#i-pause" : "#i-play");
  const start = filmed() ? (video.dataset.number === "0" ? say("Play the animatic") : say("Play the video")) : say("Play the board");
  button.setAttribute("aria-label", playing() ? say("Pause") : start);
  badge.textContent = playing() && speed !== 1 ? say("%(speed)s×", { speed: String(speed).replace("-", "−") }) : "";
};

// Forwards a video has its own clock, as soon as it knows itself.
const follows = () => filmed() && speed > 0 && video.readyState > 0;

const ended = (at) => (speed > 0 ? at >= boardSeconds() : at <= 0);

const tick = (now) => {
  const by = (Math.max(0, now - last) / 1000) * speed;
  last = now;
  if (follows()) moveHead(video.currentTime, "video");
  else if (!filmed() || speed < 0) {
    if (!scrubbing()) moveHead(headAt() + by, "playing");
    if (ended(headAt())) { pause(); return; }
  }
  turn = requestAnimationFrame(tick);
};

const run = (wanted) => {
  cancelAnimationFrame(turn);
  speed = wanted;
  last = performance.now();
  sayPlaying();
  turn = requestAnimationFrame(tick);
};

export const pause = (at = follows() ? video.currentTime : headAt()) => {
  if (!playing()) return;
  cancelAnimationFrame(turn);
  speed = 0;
  if (filmed()) video.pause();
  moveHead(onFrame(at), "stood");
  sayPlaying();
};

// At its last frame it starts from the first; a video may be longer or shorter than the board is by now.
const over = () => (filmed() ? video.duration - video.currentTime < 1 / RATE : headAt() >= lastMoment() - 1e-6);

export const play = (wanted = 1) => {
  if (wanted > 0 && over()) moveHead(0);
  if (filmed() && wanted > 0) {
    video.playbackRate = wanted;
    video.play().catch(() => { if (speed > 0) pause(); });
  } else if (filmed()) video.pause();
  else fetchPictures();
  run(wanted);
};

export const toggle = () => (playing() ? pause() : play());

// Once more the same way is faster, the other way turns round.
const shuttle = (way) => {
  const wanted = Math.sign(speed) === way ? Math.max(-FASTEST, Math.min(speed * 2, FASTEST)) : way;
  play(wanted);
  if (Math.abs(wanted) > 1) speak(say("%(speed)s times as fast", { speed: Math.abs(wanted) }));
};

const letters = { j: () => shuttle(-1), k: () => pause(), l: () => shuttle(1) };

const inText = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable], dialog, [popover]";
// A shot has the space bar for playing, since Enter and the arrows choose it; every other control keeps its own.
const ownSpace = ":is(button, a, summary, input, video, [role=tab]):not(.shot__open, .shot__grip)";

const pressed = (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(inText)) return;
  const letter = event.key.toLowerCase();
  if (event.key === " " && !event.target.closest?.(ownSpace)) {
    event.preventDefault();
    if (!event.repeat) toggle();
  } else if (letters[letter] && lettersOn() && !event.repeat) {
    event.preventDefault();
    letters[letter]();
  }
};

export const startPlaying = () => {
  // The video has controls of its own: what they do counts here as well.
  video.addEventListener("play", () => { if (filmed() && speed <= 0) run(video.playbackRate); });
  video.addEventListener("pause", () => { if (filmed() && speed > 0) pause(); });
  onHead((_shot, at, cause) => { if (cause === "step") pause(at); });
  button.addEventListener("click", toggle);
  document.addEventListener("keydown", pressed);
  document.addEventListener("keyup", (event) => { if (event.key === " " && event.target.matches?.(".shot__open, .shot__grip")) event.preventDefault(); });
  // Nobody looks: the board stands still. A video is heard all the same.
  document.addEventListener("visibilitychange", () => { if (document.hidden && !filmed()) pause(); });
  sayPlaying();
};
