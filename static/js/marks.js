// Comments on the scrubber: a face over the frame of each that is shown in the list. The list has the same for the keyboard.
import { timecode } from "./at-player.js";
import { player } from "./player.js";
import { say } from "./words.js";

const track = () => document.getElementById("scrub-track");
const marks = () => track()?.querySelector(".scrub__marks");

const face = ({ initials, hue }) => {
  const avatar = Object.assign(document.createElement("span"), { className: "avatar avatar--sm", textContent: initials });
  avatar.dataset.hue = hue;
  return avatar;
};

const markOf = (row) => {
  const { frame, name, resolved } = row.dataset;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "marker", tabIndex: -1 });
  Object.assign(button.dataset, { go: frame, of: row.id, resolved });
  button.title = say("%(name)s at %(timecode)s", { name, timecode: timecode(Number(frame)) });
  button.style.setProperty("--at", (Number(frame) + 0.5) / player.frames);
  button.append(face(row.dataset));
  if (row.dataset.drawing) button.insertAdjacentHTML("beforeend", '<span class="marker__drawn"><svg class="icon" aria-hidden="true"><use href="#i-pencil"/></svg></span>');
  return button;
};

const place = () => {
  const box = Object.assign(document.createElement("div"), { className: "scrub__marks" });
  box.setAttribute("aria-hidden", "true");
  track().append(box);
  return box;
};

// The rows that have a frame and are shown.
export const drawMarks = (rows) => {
  if (!track() || !player.frames) return;
  const shown = rows.filter(({ hidden, dataset }) => !hidden && dataset.frame !== "" && !("deleted" in dataset));
  (marks() ?? place()).replaceChildren(...shown.map(markOf));
};

export const areDrawn = () => Boolean(marks());

// Those whose comments are at the frame on screen.
export const markMarks = (ids) => {
  for (const one of marks()?.children ?? []) one.toggleAttribute("data-here", ids.has(one.dataset.of));
};
