// The board as an animatic, drawn here: pictures, captions, and a card with the prompt where there is no picture, as the
// rendered one has them.
import { parse } from "./mentions.js";
import { shots } from "./page.js";
import { names } from "./prompting.js";
import { say } from "./words.js";

const part = (id) => document.getElementById(id);
const kept = new Map(); // pictures of the board, fetched before their shot comes

const frame = (edge) => {
  const slot = document.querySelector(`#strip .frame-slot[data-edge="${edge}"]`), small = slot.querySelector("img");
  const isHere = small && Number(slot.dataset.width) > 0; // an address that is not fetched yet has no picture
  return isHere ? { ...slot.dataset, picture: small.src, srcset: small.srcset } : null;
};

// What a shot shows: its own picture, and in the animatic the frame of its end of the board where it has none.
export const pictureOf = (shot, animatic) => {
  if (shot.dataset.picture) return shot.dataset;
  if (!animatic) return null;
  return (!shot.previousElementSibling && frame("first")) || (!shot.nextElementSibling && frame("last")) || null;
};

// Where only a part is shown, more of the picture's pixels are on screen.
export const sourcesOf = ({ original, srcset, width, crop }, across) => ({
  sizes: `${Math.ceil((across || innerWidth) / Number(crop?.split(",")[2] || 1))}px`,
  srcset: [srcset, width && `${original} ${width}w`].filter(Boolean).join(", "),
  src: original,
});

// Fetched and decoded ahead, so that a cut is a cut.
export const fetchPictures = () => {
  const wanted = shots().map((shot) => pictureOf(shot, true)).filter(Boolean);
  for (const address of [...kept.keys()]) if (!wanted.some((one) => one.original === address)) kept.delete(address);
  for (const one of wanted) {
    if (kept.has(one.original)) continue;
    const image = Object.assign(new Image(), sourcesOf(one, part("stage-picture").clientWidth));
    kept.set(one.original, image);
    image.decode().catch(() => kept.delete(one.original));
  }
};

const drawBar = (shot) => {
  const all = shots(), now = all.indexOf(shot);
  part("caption-bar").replaceChildren(...all.map((one, index) => {
    const segment = document.createElement("span");
    Object.assign(segment.dataset, { seconds: one.dataset.seconds, ...(index < now && { past: "" }) });
    if (one === shot) segment.setAttribute("aria-current", "true");
    return segment;
  }));
};

// A lamp lights the card, and wanders from left to right as the board goes on.
const light = (shot) => {
  const middle = (Number(shot.dataset.start) + Number(shot.dataset.end)) / 2;
  part("stage-none").style.setProperty("--lamp", middle / Number(shots().at(-1).dataset.end));
};

export const drawAnimatic = (shot) => {
  const { position, name, prompt, seconds } = shot.dataset;
  part("card-number").textContent = position;
  part("caption-number").textContent = position;
  part("caption-name").textContent = name || say("Shot %(n)s", { n: position });
  part("caption-seconds").textContent = say("%(seconds)s s", { seconds });
  part("caption-text").textContent = parse(prompt, names()).text;
  drawBar(shot);
  light(shot);
};
