// A video as a row of frames: it goes to the frame that is asked for, and knows which one is on screen.
import { frameAt, middleOf, timeOf } from "./timecode.js";

const PATIENCE = 250; // milliseconds that a place that was reached may take to be painted
const LONG = 1000; // after so many, a browser that told of no painting is taken to have painted the place it says it is at

export const filmOf = (video, { frames, rate }, onShown) => {
  let shown = 0;
  let isKnown = false; // whether anything of this file was painted yet
  let sent = null; // the frame that the video is on its way to
  let next = null; // and the one after that: of those that came meanwhile the newest
  let landed = false;
  let painted = false; // since it landed, or the very frame
  let waiting = 0;
  let isOverdue = false;

  const within = (frame) => Math.min(Math.max(Math.trunc(frame), 0), frames - 1);

  const show = (frame) => {
    [shown, isKnown] = [within(frame), true];
    painted ||= landed || shown === sent; // while it is on its way, what was there before may be told once more
    video.dataset.frame = shown;
    onShown(shown);
  };

  const send = () => {
    if (next === null || sent !== null || video.readyState === 0) return;
    const frame = next;
    next = null;
    if (isKnown && frame === shown && video.paused && !video.seeking) { onShown(shown); return; }
    [sent, landed, painted] = [frame, false, false];
    video.currentTime = middleOf(frame, rate);
  };

  const over = () => {
    clearTimeout(waiting);
    [sent, isOverdue] = [null, false];
    send();
  };

  const isSilent = () => !painted && next === null && video.paused && !video.seeking;

  const trust = () => {
    if (isSilent()) show(frameAt(video.currentTime, rate));
    over();
  };

  const late = () => {
    isOverdue = isSilent();
    if (isOverdue) waiting = setTimeout(trust, LONG - PATIENCE);
    else over();
  };

  // A seek is over when its frame was painted; where nothing new is painted, a moment after it landed.
  const settle = () => {
    if (sent === null || !landed) return;
    if (shown === sent || (painted && !video.paused)) over();
    else { clearTimeout(waiting); waiting = setTimeout(late, PATIENCE); }
  };

  // What a frame tells is its beginning, rounded as its file rounds: half a frame further on it is surely in it.
  const told = (_now, { mediaTime }) => {
    video.requestVideoFrameCallback(told);
    show(frameAt(mediaTime + timeOf(0.5, rate), rate));
    settle();
  };

  const toldByTime = () => {
    show(frameAt(video.currentTime, rate));
    settle();
  };

  const tellsFrames = "requestVideoFrameCallback" in video;
  if (tellsFrames) video.requestVideoFrameCallback(told);
  else for (const name of ["seeked", "timeupdate", "loadeddata"]) video.addEventListener(name, toldByTime);
  video.addEventListener("seeked", () => { landed = true; settle(); });
  video.addEventListener("loadedmetadata", send);
  // The poster is some other frame: it goes as soon as there is a real one.
  const unveil = () => video.removeAttribute("poster");
  if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) unveil();
  else video.addEventListener("loadeddata", unveil, { once: true });

  return {
    frames,
    rate,
    video,
    sound: () => video,
    play: (speed) => { video.playbackRate = speed; return video.play(); },
    pause: () => video.pause(),
    isPaused: () => video.paused,
    isAtRest: () => sent === null && next === null,
    shown: () => shown,
    isShowing: (frame) => isKnown && shown === frame,
    // Where it will be once it is there: steps add up, however fast they come.
    heading: () => next ?? sent ?? shown,
    go: (frame) => {
      next = within(frame);
      if (isOverdue) over();
      else send();
    },
    // Another file with the very same frames, at the same frame.
    load: (address) => {
      clearTimeout(waiting);
      [next, sent, isKnown, isOverdue] = [next ?? sent ?? shown, null, false, false];
      video.src = address;
    },
  };
};
