// Whether everything is saved, beside the title. Each edit speaks for itself: here only what was lost is spoken.
import { allDrafts } from "./drafts.js";
import { speak } from "./page.js";
import { say } from "./words.js";

const state = document.getElementById("save-state");

const texts = {
  saving: () => say("Saving…"),
  saved: (time) => say("Saved %(time)s", { time }),
  lost: () => say("Not saved: no connection"),
  refused: () => say("Not saved"),
};

const icons = { saving: "#i-busy", saved: "#i-check", lost: "#i-warn", refused: "#i-warn" };

// An edit was saved, and not yet everything that was typed: that is what is told.
const ofDrafts = () => {
  const held = allDrafts().map((draft) => draft.held);
  if (!held.length) return "saved";
  return held.includes(undefined) ? "saving" : held.includes(0) ? "lost" : "refused";
};

export const showState = (wanted) => {
  if (!state) return;
  const name = wanted === "saved" ? ofDrafts() : wanted;
  if (name === "lost" && state.dataset.state !== "lost") speak(texts.lost());
  state.dataset.state = name;
  state.querySelector("use").setAttribute("href", icons[name]);
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(new Date());
  state.querySelector("[data-save-text]").textContent = texts[name](time);
};
