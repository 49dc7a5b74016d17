// The player of a take, or of two side by side. Which frame is on screen, playing in both directions, the range and its
// loop; what other modules rely on is `player` and the events `frame-shown` and `range-changed` on the document.
import { filmOf } from "./film.js";
import { speak } from "./page.js";
import { rateFrom, timeOf } from "./timecode.js";
import { say } from "./words.js";

const FASTEST = 4;
let film = null; // one video as a row of frames, or a pair of them as one
let speed = 0; // times as fast as it is meant to be, below nought backwards; 0 stands still
let usual = 1; // how fast Play plays
let range = null; // { in, out }, both of them frames that belong to it
let loops = false;
let turn = 0;

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
const lastFrame = () => film.frames - 1;
const first = () => (loops && range ? range.in : 0);
const last = () => (loops && range ? range.out : lastFrame());

// How it plays, told again where buttons are new.
export const changed = () => tell("playing-changed", { speed, usual, loops });

const backwards = () => speed < 0;

// Backwards there is no clock but this one: it says which frame it is time for.
const runBackwards = (from, since) => {
  turn = requestAnimationFrame((now) => {
    const frame = from - Math.floor(((now - since) / 1000) * -speed / timeOf(1, film.rate));
    film.go(Math.max(frame, first()));
    if (frame > first()) runBackwards(from, since);
    else if (loops) { film.go(last()); runBackwards(last(), now); }
    else pause();
  });
};

export const pause = () => {
  if (!speed) return;
  speed = 0;
  cancelAnimationFrame(turn);
  film.pause();
  changed();
};

export const play = (wanted = usual) => {
  cancelAnimationFrame(turn);
  speed = wanted;
  const at = film.heading();
  if (backwards()) {
    film.pause();
    runBackwards(at <= first() ? last() : at, performance.now());
  } else {
    if (at >= last() || at < first()) film.go(first());
    film.play(wanted).catch(() => { if (speed === wanted && film.isPaused()) pause(); });
  }
  changed();
};

export const toggle = () => (speed ? pause() : play());

// Once more the same way is faster, the other way turns round.
export const shuttle = (way) => {
  const wanted = Math.sign(speed) === way ? Math.max(-FASTEST, Math.min(speed * 2, FASTEST)) : way * usual;
  play(wanted);
  if (Math.abs(wanted) !== 1) speak(say("%(speed)s times as fast", { speed: Math.abs(wanted) }));
};

export const step = (by) => { pause(); film.go(film.heading() + by); };

export const goTo = (frame) => { pause(); film.go(frame); };

export const setUsual = (wanted) => {
  usual = wanted;
  if (speed > 0) play(wanted);
  else changed();
};

export const toggleLoop = () => {
  loops = !loops;
  speak(loops ? say("Loop on") : say("Loop off"));
  changed();
};

const setRange = (wanted) => {
  range = wanted;
  tell("range-changed", { range });
};

// The other end stays where it can.
export const setIn = () => setRange({ in: film.heading(), out: Math.max(range?.out ?? lastFrame(), film.heading()) });
export const setOut = () => setRange({ in: Math.min(range?.in ?? 0, film.heading()), out: film.heading() });
export const clearRange = () => setRange(null);

const shown = (frame) => {
  if (loops && speed > 0 && frame >= last() && film.heading() >= last()) film.go(first());
  tell("frame-shown", { frame });
};

const ended = () => {
  if (loops && speed > 0) { film.go(first()); film.play(speed).catch(pause); } else pause();
};

export const player = {
  frame: () => (film ? film.shown() : 0),
  get frames() { return film ? film.frames : 0; },
  get rate() { return film ? film.rate : { numerator: 24, denominator: 1 }; },
  go: (frame) => { if (film) goTo(frame); },
  pause: () => { if (film) pause(); },
  isPaused: () => !film || film.isPaused(),
  sound: () => film?.sound(), // the video that is heard
  range: () => range && { ...range },
};

export const load = (address) => { pause(); film.load(address); };

// What the keys of a keyboard or of a headset do to a video counts here as well.
const stopped = () => { if (speed > 0) pause(); };

// `make` gives what is played, and is told whom to tell of frames, of the end, and that somebody else stopped it.
export const startPlayer = (make) => {
  film = make({ shown, ended, stopped });
  [speed, range] = [0, null];
  return film;
};

const single = (video) => ({ shown, ended, stopped }) => {
  const made = filmOf(video, { frames: Number(video.dataset.frames), rate: rateFrom(video.dataset.rate) }, shown);
  video.addEventListener("ended", ended);
  video.addEventListener("pause", () => { if (video.paused && !video.ended) stopped(); });
  return made;
};

// Null where the page shows no video.
export const startFilm = () => {
  const video = document.querySelector('#take-main [data-testid="player"]');
  if (video) startPlayer(single(video));
  return video;
};
