// The shots as a strip, as wide as their seconds, or as a grid of equal cards: the same markup, which CSS lays out by an
// attribute of the page. Kept in this browser; pages come with it.
import { onStrip } from "./edits.js";
import { keepLook } from "./kept.js";
import { speak, strip } from "./page.js";
import { lettersOn } from "./shortcuts.js";
import { say } from "./words.js";

const root = document.documentElement;
export const inGrid = () => root.dataset.shots === "grid";

const listeners = new Set();
export const onView = (listener) => listeners.add(listener);

const mark = () => {
  for (const button of document.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", String((button.dataset.view === "grid") === inGrid()));
  }
};

const show = (view) => {
  if (view === "grid") root.dataset.shots = "grid";
  else delete root.dataset.shots;
  keepLook("shots", view);
  mark();
  for (const listener of listeners) listener();
  strip().querySelector('.shot[aria-current="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
  speak(inGrid() ? say("The shots are a grid of equal cards") : say("The shots are a strip, as wide as their seconds"));
};

export const startViewing = () => {
  onStrip(mark);
  mark();
  document.addEventListener("click", (event) => {
    const view = event.target.closest("[data-view]")?.dataset.view;
    if (view) show(view);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "g" || !lettersOn() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
    event.preventDefault();
    show(inGrid() ? "strip" : "grid");
  });
};
