// The page of a take: its player, and while the take is worked on, the page follows.
import { startFilm } from "./player.js";
import { startKeys } from "./player-keys.js";
import { startSources } from "./player-sources.js";
import { startScrubber } from "./scrubber.js";
import { startShortcuts } from "./shortcuts.js";
import { setClock, showPercent, showPlace, startStanding } from "./standing.js";
import { numberAtFirst, onMessage } from "./take-live.js";
import { startViewfinder } from "./viewfinder.js";

const start = () => {
  if (!startFilm()) return;
  startScrubber();
  startViewfinder();
  startSources();
  startKeys();
};

// Whatever is told of the project may be about this take; the page then looks at itself again.
const follow = (live) => {
  const id = live.dataset.take;
  const standing = () => document.getElementById(`take-${id}`);
  let number = numberAtFirst;
  const look = () => { if (standing()) window.htmx.trigger(live, "take-changed"); };
  const hear = (message) => {
    if (message.progress?.[id]) showPercent(standing(), message.progress[id]);
    if (message.places?.[id]) showPlace(standing(), message.places[id]);
    if (message.hello) setClock(message.now);
    if (!(message.number > number)) return;
    const missed = message.hello || message.number > number + 1;
    number = message.number;
    if (missed || message.fragments.some(({ name, key }) => name === "takes" || key === id)) look();
  };
  onMessage(hear);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  startStanding();
};

start();
document.body.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "take-main") start(); });
startShortcuts();
document.addEventListener("click", (event) => { event.target.closest("[data-dismiss]")?.closest(".note").remove(); });
const live = document.getElementById("take-live");
if (live) follow(live);
