// In the grid the playhead stands on the card of the shot that it is in, since there is no ruler: as far in as its moment.
import { headText, onHead, startOf } from "./playhead.js";
import { strip } from "./page.js";
import { inGrid, onView } from "./viewing.js";

const mark = Object.assign(document.createElement("span"), { className: "card-head", innerHTML: "<span></span>" });
mark.setAttribute("aria-hidden", "true");
let shown = null; // { shot, at }

// On the strip nothing of this is drawn, sixty times a second.
const draw = () => {
  if (!shown || !inGrid()) return;
  const { shot, at } = shown;
  if (mark.parentElement !== shot) {
    for (const other of strip().querySelectorAll(".shot[data-head]")) delete other.dataset.head;
    shot.dataset.head = "";
    shot.append(mark);
  }
  mark.style.setProperty("--into", (at - startOf(shot)) / Number(shot.dataset.seconds));
  mark.firstElementChild.textContent = headText();
};

export const startCardHead = () => {
  onHead((shot, at) => { shown = { shot, at }; draw(); });
  onView(draw);
};
