// The page of a take: the player says which frame it shows.
const player = document.querySelector('[data-testid="player"]');
if (player) {
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
}
