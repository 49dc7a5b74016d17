// Takes that come to an end while the page is open: said in the document's title, and as a notification if asked for.
import { onStrip } from "./edits.js";
import { onTake } from "./live.js";
import { strip } from "./page.js";

const ENDED = { ready: "✓", failed: "!", unconfirmed: "!" };
const states = new Map();
const listeners = new Set();
let mark = "";

// Called with the card of every take that has ended, once.
export const onEnd = (listener) => listeners.add(listener);

const title = () => {
  const working = document.querySelectorAll(".take[data-stage]").length;
  const parts = [mark, working && `(${working})`, `${strip().dataset.title} · Storyboard`];
  document.title = parts.filter(Boolean).join(" ");
};

const noted = (card) => {
  const { id, state } = card.dataset, before = states.get(id);
  states.set(id, state);
  if (before !== state && ENDED[state]) {
    if (document.hidden) mark = ENDED[state];
    for (const listener of listeners) listener(card);
  }
  title();
};

export const startEndings = () => {
  for (const card of document.querySelectorAll(".take")) states.set(card.dataset.id, card.dataset.state);
  title();
  onTake(noted);
  onStrip(title);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    mark = "";
    title();
  });
};
