// The frame of a take that the preview shows, dragged onto an end of the board or onto a shot, or sent there by its menu.
// The server takes exactly that frame out of the original file.
import { edit } from "./edits.js";
import { shots, speak, tell } from "./page.js";
import { frameAt, rateFrom } from "./timecode.js";
import { grabFrame } from "./uploading.js";
import { say } from "./words.js";

const TYPE = "application/x-storyboard-frame";
const video = document.getElementById("stage-video");
const handle = document.getElementById("frame-handle");
const menu = document.getElementById("frame-menu");
let shown = 0;

const card = () => document.getElementById(`take-${video.dataset.take}`);

const show = (seconds) => {
  shown = Math.max(0, Math.min(Number(card().dataset.frames) - 1, frameAt(seconds, rateFrom(card().dataset.rate))));
  document.getElementById("frame-number").textContent = say("Frame %(n)s", { n: shown });
};

const follow = (now, frame) => {
  if (card()) show(frame.mediaTime);
  video.requestVideoFrameCallback(follow);
};

// `place` is first, last, or the id of a shot.
const use = async ({ url, frame }, place) => {
  handle.setAttribute("aria-busy", "true");
  const { card: picture, sentence } = await grabFrame(url, frame).catch(() => ({ sentence: say("No connection to the server. Try again.") }));
  handle.removeAttribute("aria-busy");
  if (!picture) { tell(sentence); return; }
  const edge = place === "first" || place === "last";
  const values = edge ? { operation: "frame", edge: place } : { operation: "picture", shot: place };
  if ((await edit({ ...values, asset: picture.dataset.asset })) !== 200) return;
  speak({ first: say("Frame %(n)s is the first frame now.", { n: frame }), last: say("Frame %(n)s is the last frame now.", { n: frame }) }[place]
    ?? say("Frame %(n)s is the picture of the shot now.", { n: frame }));
};

const offered = () => ({ url: card().dataset.grabUrl, frame: shown });
const targetOf = (event) => event.target.closest?.("#strip .frame-slot, #strip .shot");
const placeOf = (target) => target.dataset.edge ?? target.dataset.shot;
const unmark = () => { for (const one of document.querySelectorAll("[data-frame-over]")) delete one.dataset.frameOver; };

const over = (event) => {
  if (!event.dataTransfer.types.includes(TYPE)) return;
  const target = targetOf(event);
  unmark();
  if (!target) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "copy";
  target.dataset.frameOver = "";
};

const drop = (event) => {
  const target = targetOf(event), carried = event.dataTransfer.getData(TYPE);
  unmark();
  if (!target || !carried) return;
  event.preventDefault();
  event.stopPropagation();
  use(JSON.parse(carried), placeOf(target));
};

// One item for each shot: the selection goes with the frame on show, so that it cannot name another.
const listShots = () => {
  for (const old of menu.querySelectorAll("[data-of-shot]")) old.remove();
  menu.append(...shots().map((shot) => {
    const item = Object.assign(document.createElement("button"), { className: "menu__item", type: "button" });
    Object.assign(item.dataset, { useFrame: shot.dataset.shot, ofShot: "" });
    item.setAttribute("role", "menuitem");
    item.textContent = say("Picture of shot %(n)s", { n: shot.dataset.position });
    return item;
  }));
};

export const startFraming = () => {
  if (!handle) return;
  if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(follow);
  for (const name of ["seeked", "pause", "loadeddata", "timeupdate"]) video.addEventListener(name, () => { if (card()) show(video.currentTime); });
  new MutationObserver(() => { document.getElementById("stage-frame").hidden = video.hidden; }).observe(video, { attributeFilter: ["hidden"] });
  handle.addEventListener("dragstart", (event) => {
    video.pause();
    event.dataTransfer.setData(TYPE, JSON.stringify(offered()));
    event.dataTransfer.effectAllowed = "copy";
    event.dataTransfer.setDragImage(video, 40, 24);
  });
  document.addEventListener("dragover", over);
  document.addEventListener("dragend", unmark);
  document.addEventListener("drop", drop, { capture: true });
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "open") return;
    video.pause();
    listShots();
    const box = handle.getBoundingClientRect();
    menu.style.top = `${box.bottom + 4}px`;
    menu.style.left = `${Math.max(8, box.right - menu.offsetWidth)}px`;
    menu.querySelector("button").focus();
  });
  menu.addEventListener("click", (event) => {
    const place = event.target.closest("[data-use-frame]")?.dataset.useFrame;
    if (!place) return;
    menu.hidePopover();
    use(offered(), place);
  });
  menu.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const items = [...menu.querySelectorAll("button")];
    if (!by) return;
    event.preventDefault();
    items[(items.indexOf(document.activeElement) + by + items.length) % items.length].focus();
  });
};
