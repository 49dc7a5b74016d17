// The scrubber of a take: its shots and cuts, what was played, the range and the sound along it. A press or a drag goes to
// the frame there; under the mouse is a small picture of it. For assistive technology it is a slider.
import { counted, isDropping, switchDropping } from "./dropping.js";
import { bars } from "./previews.js";
import { speak } from "./page.js";
import { goTo, player } from "./player.js";
import { shotAt, startShots } from "./shots.js";
import { drops } from "./timecode.js";
import { say } from "./words.js";

const MOST_LOOKS = 8;
const part = (id) => document.getElementById(id);
let drag = null;
let isPlaying = false;

const track = () => part("scrub-track");
const share = (frame) => frame / player.frames;

const place = (frame) => say("Shot %(shot)s, frame %(frame)s, %(timecode)s", {
  shot: shotAt(frame).number, frame, timecode: counted(frame, player.rate),
});

const put = (id, words) => { if (part(id).textContent !== words) part(id).textContent = words; };

// Told to assistive technology where somebody moves it, and not sixty times a second while it plays.
const tell = (frame) => {
  if (isPlaying) return;
  part("scrub").value = frame;
  part("scrub").setAttribute("aria-valuetext", place(frame));
};

const show = (frame) => {
  track().style.setProperty("--there", share(frame));
  put("player-timecode", counted(frame, player.rate));
  put("player-frame", say("Frame %(n)s", { n: frame }));
  for (const [place, one] of [...track().querySelectorAll(".scrub__shot")].entries()) one.toggleAttribute("data-on", place === shotAt(frame).place);
  tell(frame);
};

const showRange = (range) => {
  part("scrub-range").hidden = part("player-clear").hidden = !range;
  if (!range) return;
  track().style.setProperty("--in", share(range.in));
  track().style.setProperty("--out", share(range.out + 1));
  const ends = { first: counted(range.in, player.rate), last: counted(range.out, player.rate) };
  part("player-clear").title = say("Clear the range from %(first)s to %(last)s (X)", ends);
};

// How timecodes count is chosen beside the one that is shown, where there is a choice.
const showCounting = () => {
  const button = part("player-drop"), isOn = isDropping(player.rate);
  button.hidden = !drops(player.rate);
  button.textContent = isOn ? "DF" : "NDF";
  button.title = isOn ? button.dataset.on : button.dataset.off;
  button.setAttribute("aria-label", `${button.textContent}: ${button.title}`);
  put("player-length", counted(player.frames - 1, player.rate));
};

const frameUnder = ({ clientX }) => {
  const { left, right, width } = track().getBoundingClientRect();
  const along = getComputedStyle(track()).direction === "rtl" ? right - clientX : clientX - left;
  return Math.min(Math.max(Math.floor((along / width) * player.frames), 0), player.frames - 1);
};

// The strip has so many tiles, each from the middle of its part of the video.
const peek = (event) => {
  const view = part("scrub-peek"), frame = frameUnder(event), { tiles } = view.dataset;
  view.hidden = false;
  view.style.setProperty("--at", share(frame));
  view.firstElementChild.style.setProperty("--tile", Math.min(Math.floor((frame * tiles) / player.frames), tiles - 1));
  view.lastElementChild.textContent = counted(frame, player.rate);
};

const leave = () => { part("scrub-peek").hidden = true; };

const pressed = (event) => {
  if (event.button !== 0 || event.target.closest("button, a")) return;
  event.preventDefault(); // the slider keeps the focus that it is given here
  drag = event.pointerId;
  track().setPointerCapture(drag);
  part("scrub").focus({ preventScroll: true });
  goTo(frameUnder(event));
};

const moved = (event) => {
  if (event.pointerType !== "touch" || drag === event.pointerId) peek(event);
  if (drag === event.pointerId) goTo(frameUnder(event));
};

const released = (event) => {
  if (drag !== event.pointerId) return;
  drag = null;
  if (event.pointerType === "touch") leave();
};

const later = (looks, look) => { if (looks < MOST_LOOKS) setTimeout(look, 2000 * 1.5 ** looks); };

const drawSound = async (place, looks = 0) => {
  if (!place.isConnected || !place.dataset.waveform) return;
  const answer = await fetch(place.dataset.waveform).catch(() => null);
  if (answer?.status === 200) place.replaceChildren(bars(await answer.json(), place.clientWidth, 320));
  else if (answer?.headers.has("Retry-After")) later(looks, () => drawSound(place, looks + 1));
};

// A strip that is not made yet is a single pixel.
const loadStrip = (view, looks = 0) => {
  const image = new Image(), { strip, tiles } = view.dataset;
  if (!view.isConnected || !strip) return;
  image.addEventListener("load", () => {
    if (image.naturalWidth <= 1) { later(looks, () => loadStrip(view, looks + 1)); return; }
    view.firstElementChild.style.backgroundImage = `url("${image.src}")`;
    view.firstElementChild.style.setProperty("--tiles", tiles);
    view.firstElementChild.style.aspectRatio = `${image.naturalWidth / tiles} / ${image.naturalHeight}`;
    view.dataset.loaded = "";
  });
  image.src = looks ? `${strip}?look=${looks}` : strip;
};

export const startScrubber = () => {
  startShots(player.frames);
  part("scrub").addEventListener("input", () => goTo(Number(part("scrub").value)));
  for (const [name, act] of Object.entries({ pointerdown: pressed, pointermove: moved, pointerup: released, pointercancel: released, pointerleave: leave })) track().addEventListener(name, act);
  showCounting();
  show(player.frame());
  loadStrip(part("scrub-peek"));
  drawSound(part("scrub-sound"));
};

document.addEventListener("frame-shown", ({ detail: { frame } }) => show(frame));
document.addEventListener("range-changed", ({ detail }) => showRange(detail.range));
document.addEventListener("counting-changed", () => { showCounting(); show(player.frame()); showRange(player.range()); });
document.addEventListener("click", ({ target }) => {
  if (!target.closest("#player-drop")) return;
  switchDropping();
  speak(isDropping(player.rate) ? say("Drop-frame timecode") : say("Non-drop timecode"));
});
document.addEventListener("shots-changed", () => { startShots(player.frames); show(player.frame()); });
document.addEventListener("playing-changed", ({ detail: { speed } }) => { isPlaying = speed !== 0; tell(player.frame()); });
