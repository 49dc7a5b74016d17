// How takes that are worked on come along: clocks that count, bars, places in line. What is counted here is worked out
// from times in the markup, so that a page that slept is right as soon as it is looked at.
let skew = 0; // milliseconds that the server's clock is ahead of this one

// An expectation stops before the end, which only the provider can tell.
const MOST_EXPECTED = 90;

const clock = (seconds) => {
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60), hours = Math.floor(minutes / 60);
  return hours ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
};

const count = (time) => {
  const seconds = Math.max(0, Math.floor((Date.now() + skew - Date.parse(time.dataset.since)) / 1000));
  const text = clock(seconds), { lateAfter } = time.dataset, take = time.closest("[data-stage]");
  if (time.textContent !== text) time.textContent = text;
  take.toggleAttribute("data-late", Boolean(lateAfter) && seconds > Number(lateAfter));
  const bar = take.querySelector("progress[data-usual]");
  if (bar) bar.value = Math.min(MOST_EXPECTED, Math.floor((MOST_EXPECTED * seconds) / Number(bar.dataset.usual)));
};

const tick = () => { if (!document.hidden) for (const time of document.querySelectorAll("[data-since]")) count(time); };

export const setClock = (now) => { skew = now - Date.now(); tick(); };

// From the first figure of the provider on, nothing is expected any more.
export const showPercent = (take, percent) => {
  if (!take?.dataset.stage) return;
  take.dataset.progress = percent;
  if (take.dataset.stage !== "rendering") return;
  take.dataset.told = "";
  take.querySelector("[data-percent]").textContent = percent;
  const bar = take.querySelector("progress");
  bar.classList.remove("progress--expected");
  bar.removeAttribute("data-usual");
  bar.setAttribute("aria-label", bar.dataset.label);
  bar.value = percent;
};

export const showPlace = (take, place) => {
  const text = take?.querySelector("[data-place]");
  if (text) text.textContent = place;
};

export const startStanding = () => {
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);
};
