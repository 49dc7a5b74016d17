// Timecodes in the words of the page, of comments and of cuts: shown as they are counted here, drop-frame or not.
import { counted } from "./dropping.js";
import { player } from "./player.js";
import { drops, frameOf } from "./timecode.js";

const WHERE = "#thread-list :is(.tc, .comment__link), #drifts [data-go]";
const TIMECODE = /\d{2,}:[0-5]\d:[0-5]\d[:;]\d{2,3}/g;

// Each says by its own separator how it was counted.
const recounted = (text) => text.replace(TIMECODE, (code) => {
  const frame = frameOf(code, player.rate);
  return frame === null ? code : counted(frame, player.rate);
});

const texts = (element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
};

const recount = () => {
  if (!drops(player.rate)) return;
  for (const element of document.querySelectorAll(WHERE)) {
    for (const node of texts(element)) if (recounted(node.data) !== node.data) node.data = recounted(node.data);
    const label = element.getAttribute("aria-label");
    if (label) element.setAttribute("aria-label", recounted(label));
  }
};

export const startRecounting = () => {
  recount();
  document.addEventListener("counting-changed", recount);
  for (const name of ["htmx:afterSwap", "htmx:oobAfterSwap"]) document.body.addEventListener(name, recount);
};
