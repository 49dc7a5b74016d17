// The preview: the picture of the shot under the playhead, or the video of a take.
import { drawAnimatic, pictureOf, sourcesOf } from "./animatic.js";
import { strip } from "./page.js";
import { cut } from "./cut.js";
import { countBy, headAt, moveHead, onFrame, onHead, RATE } from "./playhead.js";
import { pause, play, playing, sayPlaying } from "./playing.js";
import { step } from "./selection.js";
import { onStrip } from "./edits.js";
import { onTake } from "./live.js";
import { frameAt, middleOf, rateFrom } from "./timecode.js";
import { clock, say } from "./words.js";

const picture = document.getElementById("stage-picture");
const image = document.getElementById("stage-image");
const none = document.getElementById("stage-none");
const video = document.getElementById("stage-video");
const buttons = { pictures: document.getElementById("show-pictures"), video: document.getElementById("show-video") };
let wanted = null; // the take whose video is awaited after Animatic was pressed here
let shown = null;

export const awaitTake = () => { wanted = "next"; };

const rate = () => rateFrom(video.dataset.rate);

const show = (what) => {
  pause();
  picture.hidden = what === "video";
  video.hidden = what !== "video";
  for (const [name, button] of Object.entries(buttons)) button.setAttribute("aria-pressed", String(name === what));
  countBy(what === "video" ? rate().numerator / rate().denominator : RATE);
  if (what === "video") seek(headAt());
  sayPlaying();
};

const showShot = (shot) => {
  const of = pictureOf(shot, picture.hasAttribute("data-animatic"));
  image.hidden = !of;
  none.hidden = Boolean(of);
  if (of && image.getAttribute("src") !== of.original) Object.assign(image, sourcesOf(of, picture.clientWidth));
  cut(image, of?.crop);
  image.alt = shot.dataset.name || say("Picture of shot %(n)s", { n: shot.dataset.position });
  document.getElementById("stage-shot").textContent = say("Shot %(n)s", { n: shot.dataset.position });
  document.getElementById("stage-time").textContent = `${clock(Number(shot.dataset.start))}–${clock(Number(shot.dataset.end))}`;
  document.getElementById("stage-total").textContent = clock(Number(strip().dataset.total));
  drawAnimatic(shot);
};

// Whoever plays or steps sees the animatic, captions and all; whoever chooses a shot sees its picture alone.
const headMoved = (shot, at, cause) => {
  const before = picture.hasAttribute("data-animatic");
  if (["hand", "step", "playing"].includes(cause)) picture.dataset.animatic = "";
  if (cause === "selection" && !playing()) picture.toggleAttribute("data-animatic", !pictureOf(shot, false));
  if (shot !== shown || before !== picture.hasAttribute("data-animatic")) showShot(shot);
  shown = shot;
  if (!video.hidden && !["video", "stood", "rate"].includes(cause)) seek(at);
};

let sent = null; // the time that the video is on its way to from here
let next = null; // and the one after that: of those that came meanwhile the newest

const send = () => {
  if (next === null || sent !== null || video.readyState === 0) return;
  [sent, next] = [next, null];
  video.currentTime = sent;
};

const seek = (at) => {
  next = middleOf(frameAt(at, rate()), rate());
  send();
};

// A place that was not asked for here was asked for with the video's own controls.
const arrived = () => {
  const own = sent === null;
  sent = null;
  if (own && !video.hidden && !playing()) moveHead(onFrame(video.currentTime), "stood");
  send();
};

const loadVideo = (card) => {
  if (video.dataset.take === card.dataset.id) return;
  sent = next = null;
  Object.assign(video.dataset, { take: card.dataset.id, number: card.dataset.take, rate: card.dataset.rate });
  video.poster = card.dataset.poster;
  video.src = card.dataset.video;
  video.setAttribute("aria-label", card.dataset.title);
  buttons.video.removeAttribute("aria-disabled");
  buttons.video.removeAttribute("title");
};

const readyCards = () => [...document.querySelectorAll(".take[data-video]")];

// Made ready while the board plays, it waits at its button.
const taken = (card) => {
  if (card.dataset.take !== "0") return;
  if (wanted === "next" && card.dataset.state !== "ready") wanted = card.dataset.id;
  if (card.dataset.state === "ready" && wanted === card.dataset.id) {
    wanted = null;
    loadVideo(card);
    if (!playing()) show("video");
  }
};

const watch = (card) => {
  loadVideo(card);
  show("video");
  moveHead(0);
  play();
};

export const startStage = () => {
  onHead(headMoved);
  onStrip(() => { picture.dataset.ratio = video.dataset.ratio = strip().dataset.ratio; });
  onTake(taken);
  const first = readyCards()[0];
  if (first) loadVideo(first);
  document.addEventListener("click", (event) => {
    const card = event.target.closest(".take[data-video]");
    if (card && !event.target.closest("a, button") && !event.metaKey && !event.ctrlKey) watch(card);
    const by = event.target.closest("[data-step]")?.dataset.step;
    if (by) step(Number(by));
  });
  buttons.pictures.addEventListener("click", () => show("pictures"));
  buttons.video.addEventListener("click", () => { if (video.src) show("video"); });
  video.addEventListener("seeked", arrived);
  video.addEventListener("loadedmetadata", () => { if (!video.hidden) seek(headAt()); });
};
