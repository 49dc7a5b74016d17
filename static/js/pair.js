// Two videos as one row of frames, with the verbs of one: both go to the frame that is asked for, and it is told as shown
// when both are there. What stands beside what is a list of stretches; in each a video plays or stands still.
import { filmOf } from "./film.js";
import { rateFrom, timeOf } from "./timecode.js";

const NEAR = 0.25; // of a frame: so far apart both count as together while they play
const FAR = 0.2; // seconds: so far apart the one that follows jumps; until then it goes a little faster or slower
const AHEAD = 0.1; // seconds that a jump takes: it goes to where the other will be then
const HASTE = 0.2; // how much faster or slower at most

// The stretches as the server lays them: [first, frames, a, b], each of the two [first, frames, since, why].
const partFrom = ([first, frames, since, why]) => ({ first, frames, since, why });
export const stretchesFrom = (steps) => steps.map(([first, frames, a, b]) => ({ first, frames, parts: [partFrom(a), partFrom(b)] }));

// Whole numbers as far as they go: a division that comes out even must not fall below.
const within = (part, rate, own, frame) => {
  if (!part.frames) return part.first;
  const moved = ((2 * (frame - part.since) + 1) * own.numerator * rate.denominator) / (2 * own.denominator * rate.numerator);
  return part.first + Math.min(Math.floor(moved), part.frames - 1);
};

// The first frame of the row at which a video shows one of its own.
const backFrom = (part, rate, own, frame) => {
  const moved = (2 * (frame - part.first) * own.denominator * rate.numerator - own.numerator * rate.denominator) / (2 * own.numerator * rate.denominator);
  return part.since + Math.max(0, Math.ceil(moved));
};

export const pairOf = (videos, { stretches, frames, rate }, { shown, ended, stopped }) => {
  let at = 0; // the frame of the row that is on screen
  let sent = null; // the one that both are on their way to
  let next = null; // and the newest of those that came meanwhile
  let isSending = false;
  let speed = 0; // how fast it is to play; 0 stands still
  let isRunning = false;
  let heard = 0;

  const films = videos.map((video, side) => filmOf(video, { frames: Number(video.dataset.frames), rate: rateFrom(video.dataset.rate) }, () => tell(side)));
  const stretchAt = (frame) => stretches.findLast(({ first }) => first <= frame) ?? stretches[0];
  const own = (side, frame) => within(stretchAt(frame).parts[side], rate, films[side].rate, frame);
  const playing = () => [0, 1].filter((side) => stretchAt(at).parts[side].frames);
  // It says where both are: the one that is heard, or whichever plays.
  const leading = () => (playing().includes(heard) ? heard : playing()[0]);

  const show = (frame) => { at = frame; shown(at); };

  const halt = () => {
    isRunning = false;
    for (const film of films) film.pause();
  };

  const pump = () => {
    if (next === null) return;
    [sent, next] = [next, null];
    isSending = true;
    films.forEach((film, side) => film.go(own(side, sent)));
    isSending = false;
    arrive();
  };

  const arrive = () => {
    if (isSending || sent === null || !films.every((film, side) => film.isShowing(own(side, sent)))) return;
    const there = sent;
    sent = null;
    show(there);
    if (next !== null) pump();
    else if (speed && sent === null) run();
  };

  const run = () => {
    isRunning = true;
    const all = playing().map((side) => films[side].play(speed));
    return Promise.all(all).catch(() => { if (isRunning && films[leading()].isPaused()) stopped(); });
  };

  const go = (frame) => {
    if (isRunning) halt();
    next = Math.min(Math.max(Math.trunc(frame), 0), frames - 1);
    if (sent === null || films.every((film) => film.isAtRest())) pump();
  };

  // Where both simply play on, they are left to; where one has to begin or to jump, both go there first.
  const enter = (frame) => {
    if (frame >= frames) { halt(); go(frames - 1); ended(); return; }
    const goesOn = (part, side) => !part.frames || (!films[side].isPaused() && own(side, frame) - own(side, at) <= 1 && own(side, frame) >= own(side, at));
    const { parts } = stretchAt(frame);
    if (!parts.every(goesOn)) { go(frame); return; }
    parts.forEach((part, side) => { if (!part.frames) { films[side].pause(); films[side].go(part.first); } });
    at = frame;
    follow(leading()); // which may be some frames further by now
  };

  // The one that follows keeps beside the one that leads, which plays evenly: it is heard.
  const steer = (lead) => {
    const { parts } = stretchAt(at), other = 1 - lead;
    if (films[lead].video.playbackRate !== speed) films[lead].video.playbackRate = speed;
    if (!parts[other].frames) return;
    const since = (side) => films[side].video.currentTime - timeOf(parts[side].first, films[side].rate);
    const apart = since(other) - since(lead), { video } = films[other];
    if (video.seeking) return;
    if (Math.abs(apart) > FAR) { video.currentTime -= apart - AHEAD * speed; return; }
    const isNear = Math.abs(apart) < NEAR * timeOf(1, rate);
    const wanted = isNear ? speed : speed * (1 - Math.min(Math.max(apart * 2, -HASTE), HASTE));
    if (Math.abs(video.playbackRate - wanted) > 0.02 || isNear) video.playbackRate = wanted;
  };

  const follow = (side) => {
    const lead = leading(), stretch = stretchAt(at), part = stretch.parts[side];
    if (side !== lead) return;
    const frame = backFrom(part, rate, films[side].rate, films[side].shown());
    if (frame >= stretch.first + stretch.frames) { enter(stretch.first + stretch.frames); return; }
    if (frame >= stretch.first) show(frame);
    if (isRunning) steer(lead);
  };

  // At rest a video that shows another frame than it should, as when it stopped, goes back to it.
  const tell = (side) => {
    if (sent !== null) arrive();
    else if (isRunning) follow(side);
    else if (!isSending && !films[side].isShowing(own(side, at))) go(at);
  };

  videos.forEach((video, side) => {
    video.addEventListener("ended", () => {
      const { first, frames: count } = stretchAt(at);
      if (isRunning && sent === null && side === leading()) enter(first + count);
    });
    video.addEventListener("pause", () => {
      if (isRunning && sent === null && side === leading() && video.paused && !video.ended) stopped();
    });
    video.muted = side !== heard;
  });

  return {
    frames,
    rate,
    films,
    shown: () => at,
    heading: () => next ?? sent ?? at,
    isPaused: () => !isRunning,
    sound: () => videos[heard],
    go,
    play: (wanted) => {
      speed = wanted;
      if (sent !== null || next !== null) return Promise.resolve();
      if (isRunning) { for (const side of playing()) videos[side].playbackRate = speed; return Promise.resolve(); }
      return run();
    },
    pause: () => {
      const wasRunning = isRunning, lead = wasRunning ? leading() : 0;
      speed = 0;
      halt();
      if (wasRunning) go(Math.min(Math.max(at, backFrom(stretchAt(at).parts[lead], rate, films[lead].rate, films[lead].shown())), frames - 1));
    },
    // Which of the two is heard, as loud as it was, or as silent.
    hear: (side) => {
      const { muted, volume } = videos[heard];
      heard = side;
      videos[side].volume = volume;
      videos.forEach((video, each) => { video.muted = each !== side || muted; });
    },
    // What holds at the frame on screen: nothing where a video plays, else why it stands still.
    why: (side) => stretchAt(at).parts[side].why,
    // Where in the row a video shows a frame of its own; null where it does not.
    whereIs: (side, frame) => {
      const has = ({ parts }) => parts[side].frames && frame >= parts[side].first && frame < parts[side].first + parts[side].frames;
      const found = stretches.find(has);
      return found ? backFrom(found.parts[side], rate, films[side].rate, frame) : null;
    },
  };
};
