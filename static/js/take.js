// The page of a take: the player says which frame it shows, and while the take is worked on, the page follows.
import { setClock, showPercent, showPlace, startStanding } from "./standing.js";

const startPlayer = (player) => {
  const [numerator, denominator] = player.dataset.rate.split("/").map(Number);
  const last = Number(player.dataset.frames) - 1;
  // Half a frame is added because a frame's time is its start, and a time just below it belongs to the frame before.
  const frameAt = (seconds) => Math.min(last, Math.floor((seconds * numerator) / denominator + 0.5));
  const show = (now, frame) => {
    player.dataset.frame = frameAt(frame.mediaTime);
    player.requestVideoFrameCallback(show);
  };
  if ("requestVideoFrameCallback" in player) player.requestVideoFrameCallback(show);
  else player.addEventListener("timeupdate", () => { player.dataset.frame = frameAt(player.currentTime - denominator / numerator / 2); });
};

const player = () => document.querySelector('[data-testid="player"]');
if (player()) startPlayer(player());

// Whatever is told of the project may be about this take; the page then looks at itself again.
const follow = (live) => {
  const id = live.dataset.take;
  const standing = () => document.getElementById(`take-${id}`);
  let number = Number(live.dataset.number);
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
  live.addEventListener("htmx:wsBeforeMessage", (event) => {
    event.preventDefault();
    hear(JSON.parse(event.detail.message));
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  document.body.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "take-main" && player()) startPlayer(player()); });
  startStanding();
};

const live = document.getElementById("take-live");
if (live) follow(live);
