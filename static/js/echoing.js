// What is typed into a shot and not saved yet shows on its card at once, also while there is no connection.
import { allDrafts, draftOf, onDraft } from "./drafts.js";
import { onStrip } from "./edits.js";
import { parse } from "./mentions.js";
import { shotOf } from "./page.js";
import { names } from "./prompting.js";
import { say } from "./words.js";

const SHOWN = 240; // letters, as the server cuts it

const nothing = () => Object.assign(document.createElement("span"), { className: "dim", textContent: say("No prompt yet") });

const cut = (text) => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text);

const draw = {
  prompt: (shot, value) => shot.querySelector(".shot__text").replaceChildren(cut(parse(value, names()).text) || nothing()),
  name: (shot, value) => { shot.querySelector(".shot__name").textContent = value; },
};

// The draft of a text, or without one what the board has.
const echo = (id, field) => {
  const shot = shotOf(id);
  if (shot && draw[field]) draw[field](shot, draftOf(id, field)?.value ?? shot.dataset[field]);
};

const echoAll = () => { for (const { shot, field } of allDrafts()) echo(shot, field); };

export const startEchoing = () => {
  onDraft(echo);
  onStrip(echoAll);
  echoAll();
};
