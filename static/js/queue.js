// The page of a take in a queue, an inbox or a playlist: the takes beside it by key, the next one's picture and video
// fetched ahead, onward after a verdict, and a playlist plays on by itself. Where the take stands is asked for when
// something changed.
import { connect, speak } from "./page.js";
import { play } from "./player.js";
import { lettersOn } from "./shortcuts.js";
import { isDone } from "./undone.js";

const SOON = 700; // milliseconds in which changes are gathered
const LOOK_EVERY = 3000; // while the next one's proxy is being made
const MOST_LOOKS = 100;
const BEGINNING = 8_000_000; // bytes of a file that is too large to be fetched whole
const own = "input:not(#scrub), textarea, select, [contenteditable], dialog, [popover], #thread-list, .thread__about";
let timer = null, later = null;
let loops = false;
let looks = 0;

const bar = () => document.getElementById("queue");
const address = (rel) => bar().querySelector(`[rel="${rel}"]`)?.href;

const step = (rel) => {
  const to = address(rel);
  if (to) location.assign(to);
  else speak(document.getElementById(`queue-${rel}`).title);
};

// Keys that turn a page do so where a page is longer than the screen.
const turns = () => document.documentElement.scrollHeight > document.documentElement.clientHeight;

const relOf = ({ key, shiftKey }) => {
  if (key.toLowerCase() === "n" && lettersOn()) return shiftKey ? "prev" : "next";
  if (shiftKey || turns()) return undefined;
  return { PageDown: "next", PageUp: "prev" }[key];
};

const pressed = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest?.(own)) return;
  const rel = relOf(event);
  if (!rel) return;
  event.preventDefault();
  step(rel);
};

const prefetch = (what, href) => {
  const known = document.head.querySelector(`link[data-ahead="${what}"]`);
  if ((known?.getAttribute("href") ?? "") === href) return;
  known?.remove();
  if (!href) return;
  const link = Object.assign(document.createElement("link"), { rel: "prefetch", href });
  link.dataset.ahead = what;
  document.head.append(link);
};

let begun = ""; // the large file whose beginning was asked for
const fetchBeginning = (href) => {
  if (begun === href) return;
  begun = href;
  const headers = { Range: `bytes=0-${BEGINNING - 1}` };
  fetch(href, { headers, priority: "low" }).then((answer) => answer.arrayBuffer()).catch(() => { begun = ""; });
};

// Not before this take's own file has come so far that it plays.
const fetchAhead = () => {
  const { ahead, aheadPoster, aheadWaits, aheadLarge } = bar().dataset;
  if (aheadWaits !== undefined && looks++ < MOST_LOOKS) later ??= setTimeout(look, LOOK_EVERY);
  prefetch("picture", aheadPoster);
  prefetch("video", aheadLarge === undefined ? ahead : "");
  if (ahead && aheadLarge !== undefined) fetchBeginning(ahead);
};

const look = () => {
  timer = later = null;
  if (!document.hidden) window.htmx.trigger(bar(), "queue-changed");
};

const soon = () => { timer ??= setTimeout(look, SOON); };

// A verdict on a shot leaves the take undecided: there may be more to say of it.
const decided = ({ target, detail }) => {
  if (!target.matches("#verdict-dialog form") || !isDone(detail) || "runs" in bar().dataset) return;
  if (!detail.requestConfig.formData.get("shot")) location.assign(bar().dataset.onward);
};

const ended = () => {
  if (loops || !("runs" in bar().dataset) || !address("next")) return;
  const next = new URL(address("next"));
  next.searchParams.set("play", "1");
  location.replace(next);
};

const video = document.querySelector('#take-main [data-testid="player"]');
document.addEventListener("keydown", pressed);
document.addEventListener("click", ({ target }) => {
  const step = target.closest('.queue [aria-disabled="true"]');
  if (step) speak(step.title);
});
document.addEventListener("playing-changed", ({ detail }) => { ({ loops } = detail); });
document.addEventListener("ended", ended, true);
document.body.addEventListener("htmx:afterRequest", decided);
const live = document.getElementById("queue-live");
live.addEventListener("htmx:wsBeforeMessage", (event) => {
  event.preventDefault();
  if (!JSON.parse(event.detail.message).progress) soon();
});
connect(live);
document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
document.body.addEventListener("htmx:afterSettle", () => { if (!video || video.readyState === HTMLMediaElement.HAVE_ENOUGH_DATA) fetchAhead(); });
if (video) {
  if (video.readyState === HTMLMediaElement.HAVE_ENOUGH_DATA) fetchAhead();
  else video.addEventListener("canplaythrough", fetchAhead, { once: true });
  if (new URLSearchParams(location.search).has("play")) play();
}
