// Which file the player plays: the proxy, which every browser goes through well, or the original. Until the proxy is made
// the original plays; as soon as it is there it takes over, unless somebody chose. What was chosen is kept in this browser.
import { keepWord, wordOf } from "./kept.js";
import { load } from "./player.js";
import { tell } from "./page.js";
import { say } from "./words.js";

const LOOK_EVERY = 3000;
const MOST_LOOKS = 100;
const KEY = "player-source";
let chosen = false;

const place = () => document.getElementById("player-sources");
const buttons = () => [...place().querySelectorAll("[data-source]")];
const video = () => document.querySelector('#take-main [data-testid="player"]');

const mark = (name) => {
  video().dataset.source = name;
  for (const button of buttons()) button.setAttribute("aria-pressed", String(button.dataset.source === name));
};

const use = (name) => {
  if (video().dataset.source === name) return;
  mark(name);
  load(place().dataset[name]);
};

const lookForProxy = async (of, looks = 0) => {
  const answer = await fetch(of.dataset.proxy, { method: "HEAD" }).catch(() => null);
  if (!of.isConnected) return;
  if (answer?.ok && !answer.headers.has("Retry-After")) { made(); return; }
  if (looks < MOST_LOOKS) setTimeout(() => lookForProxy(of, looks + 1), LOOK_EVERY);
};

const made = () => {
  for (const button of buttons()) {
    button.removeAttribute("aria-disabled");
    button.removeAttribute("title");
  }
  delete place().dataset.waits;
  if (!chosen && video().paused) use("proxy");
};

// A file that this browser cannot play leaves the other one.
const failed = () => {
  const { source } = video().dataset;
  if (source === "original" && !("waits" in place().dataset) && place().dataset.proxy !== place().dataset.original) {
    tell(say("This browser cannot play the original. The proxy is shown; the original can be downloaded."));
    use("proxy");
  } else tell(say("This video cannot be played in this browser. Reload the page, or download it and watch it elsewhere."), { stays: true });
};

const pressed = (event) => {
  const button = event.target.closest("[data-source]");
  if (!button) return;
  if (button.getAttribute("aria-disabled") === "true") { tell(button.title); return; }
  chosen = true;
  keepWord(KEY, button.dataset.source);
  use(button.dataset.source);
};

export const startSources = () => {
  place().addEventListener("click", pressed);
  video().addEventListener("error", failed);
  chosen = wordOf(KEY) === "original" && buttons().length > 0;
  if (chosen) use("original");
  else if (video().error) failed();
  if ("waits" in place().dataset) lookForProxy(place());
};
