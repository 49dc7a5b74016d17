// Small pictures that are still being made turn into themselves; waveforms are drawn; a voice plays at its button.
const MOST_LOOKS = 8;
const SVG = "http://www.w3.org/2000/svg";
const BAR_WIDTH = 4; // pixels on screen, about

// Sooner at first: 2, 3, 4.5 … seconds, about two minutes in all.
const later = (looks, look) => setTimeout(look, 2000 * 1.5 ** looks);

// The server gives a single pixel for a picture that is not made yet.
const lookAgain = (image) => {
  const looks = Number(image.dataset.looks ?? 0);
  if (!image.isConnected || image.naturalWidth > 1 || looks >= MOST_LOOKS) return;
  image.dataset.looks = looks + 1;
  later(looks, () => {
    const address = new URL(image.src, location.href);
    address.searchParams.set("look", looks + 1);
    image.src = address;
  });
};

export const bars = (peaks, width, most = 96) => {
  const count = Math.min(Math.max(Math.round(width / BAR_WIDTH), 12), most);
  const svg = document.createElementNS(SVG, "svg"), path = document.createElementNS(SVG, "path");
  const each = peaks.length / count, loudest = Math.max(...peaks, 0.05);
  const lines = Array.from({ length: count }, (_none, bar) => {
    const part = peaks.slice(Math.floor(bar * each), Math.ceil((bar + 1) * each));
    const half = Math.max(1, (Math.max(...part, 0) / loudest) * 46);
    return `M${bar * 4 + 2} ${50 - half}v${half * 2}`;
  });
  svg.setAttribute("viewBox", `0 0 ${count * 4} 100`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("waveform");
  path.setAttribute("d", lines.join(""));
  svg.append(path);
  return svg;
};

const draw = async (place, looks = 0) => {
  if (!place.isConnected) return;
  const answer = await fetch(place.dataset.waveform).catch(() => null);
  if (answer?.status === 200) place.querySelector(".icon").replaceWith(bars(await answer.json(), place.clientWidth));
  else if (answer?.headers.has("Retry-After") && looks < MOST_LOOKS) later(looks, () => draw(place, looks + 1));
};

const visible = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    visible.unobserve(target);
    draw(target);
  }
});

const seen = (root) => {
  for (const place of root.querySelectorAll("[data-waveform]:not([data-drawn])")) { place.dataset.drawn = ""; visible.observe(place); }
  for (const image of root.querySelectorAll("img[data-awaits]")) if (image.complete) lookAgain(image);
};

const sound = new Audio();
let playing = null;

const show = (button, on) => {
  button?.setAttribute("aria-pressed", String(on));
  button?.querySelector("use").setAttribute("href", on ? "#i-pause" : "#i-play");
};

const stop = () => { sound.pause(); show(playing, false); playing = null; };

const play = (button) => {
  const again = playing === button;
  stop();
  if (again) return;
  playing = button;
  show(button, true);
  sound.src = button.dataset.plays;
  sound.play().catch(stop);
};

export const startPreviews = () => {
  seen(document);
  document.addEventListener("load", (event) => { if (event.target.matches?.("img[data-awaits]")) lookAgain(event.target); }, true);
  document.body.addEventListener("htmx:afterSettle", () => seen(document));
  sound.addEventListener("ended", stop);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-plays]");
    if (button) play(button);
  });
  document.addEventListener("close", (event) => { if (event.target.contains(playing)) stop(); }, true);
};
