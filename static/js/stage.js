// The preview: the selected shot's picture, or the video of a take.
import { shots, strip } from "./page.js";
import { onSelect, select, selectedShot, step } from "./selection.js";
import { onStrip } from "./edits.js";
import { onTake } from "./live.js";
import { clock, say } from "./words.js";

const picture = document.getElementById("stage-picture");
const image = document.getElementById("stage-image");
const none = document.getElementById("stage-none");
const video = document.getElementById("stage-video");
const buttons = { pictures: document.getElementById("show-pictures"), video: document.getElementById("show-video") };
let wanted = null; // the take whose video is awaited after Animatic was pressed here

export const awaitTake = () => { wanted = "next"; };

const show = (what) => {
  picture.hidden = what === "video";
  video.hidden = what !== "video";
  if (what === "pictures") video.pause();
  for (const [name, button] of Object.entries(buttons)) button.setAttribute("aria-pressed", String(name === what));
};

const showShot = (shot) => {
  image.hidden = !shot.dataset.picture;
  none.hidden = Boolean(shot.dataset.picture);
  if (shot.dataset.picture) {
    const { original, srcset, width, crop } = shot.dataset;
    if (image.getAttribute("src") !== original) {
      // Where only a part is shown, more of the picture's pixels are on screen.
      image.sizes = `${Math.ceil((picture.clientWidth || innerWidth) / Number(crop?.split(",")[2] || 1))}px`;
      image.srcset = [srcset, width && `${original} ${width}w`].filter(Boolean).join(", ");
      image.src = original;
    }
    image.alt = shot.dataset.name || say("Picture of shot %(n)s", { n: shot.dataset.position });
  }
  document.getElementById("stage-shot").textContent = say("Shot %(n)s", { n: shot.dataset.position });
  document.getElementById("stage-time").textContent = `${clock(Number(shot.dataset.start))}–${clock(Number(shot.dataset.end))}`;
  document.getElementById("stage-start").textContent = clock(Number(shot.dataset.start));
  document.getElementById("stage-total").textContent = clock(Number(strip().dataset.total));
};

const loadVideo = (card) => {
  if (video.dataset.take === card.dataset.id) return;
  video.dataset.take = card.dataset.id;
  video.poster = card.dataset.poster;
  video.src = card.dataset.video;
  video.setAttribute("aria-label", card.dataset.title);
  buttons.video.removeAttribute("aria-disabled");
  buttons.video.removeAttribute("title");
};

const readyCards = () => [...document.querySelectorAll(".take[data-video]")];

const taken = (card) => {
  if (card.dataset.take !== "0") return;
  if (wanted === "next" && card.dataset.state !== "ready") wanted = card.dataset.id;
  if (card.dataset.state === "ready" && wanted === card.dataset.id) {
    wanted = null;
    loadVideo(card);
    show("video");
  }
};

const play = (card) => {
  if (card) loadVideo(card);
  show("video");
  video.play().catch(() => {});
};

// The button says what a press will do.
const sayPlaying = () => {
  const button = document.getElementById("stage-play");
  button.querySelector("use").setAttribute("href", video.paused ? "#i-play" : "#i-pause");
  button.setAttribute("aria-label", video.paused ? say("Play the animatic") : say("Pause"));
};

export const startStage = () => {
  video.addEventListener("play", sayPlaying);
  video.addEventListener("pause", sayPlaying);
  onSelect((shot, other) => { showShot(shot); if (other && !video.hidden && !following) seek(shot); });
  onStrip(() => { picture.dataset.ratio = video.dataset.ratio = strip().dataset.ratio; });
  onTake(taken);
  picture.dataset.ratio = video.dataset.ratio = strip().dataset.ratio;
  const first = readyCards()[0];
  if (first) loadVideo(first);
  document.addEventListener("click", (event) => {
    const card = event.target.closest(".take[data-video]");
    if (card && !event.target.closest("a, button") && !event.metaKey && !event.ctrlKey) play(card);
    const by = event.target.closest("[data-step]")?.dataset.step;
    if (by) step(Number(by));
  });
  buttons.pictures.addEventListener("click", () => show("pictures"));
  buttons.video.addEventListener("click", () => { if (video.src) show("video"); });
  document.getElementById("stage-play").addEventListener("click", () => {
    const card = readyCards()[0];
    if (!video.src && !card) { document.querySelector("[data-testid=animatic]")?.focus(); return; }
    if (!video.hidden && !video.paused) video.pause();
    else play(video.src ? null : card);
  });
  showShot(selectedShot());
};

// With the video on show, choosing a shot goes to where it starts; while it plays, the selection follows it instead, but
// never away from a text that is being written.
let following = false;
const writing = () => document.activeElement?.matches(".inspector input, .inspector textarea") ?? false;
const seek = (shot) => { if (video.readyState > 0) video.currentTime = Number(shot.dataset.start); };
video.addEventListener("timeupdate", () => {
  document.getElementById("stage-start").textContent = clock(Math.floor(video.currentTime));
  const at = shots().find((shot) => video.currentTime < Number(shot.dataset.end));
  if (!at || at === selectedShot() || video.paused || writing()) return;
  following = true;
  select(at.dataset.shot);
  following = false;
});
