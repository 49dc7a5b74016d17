// A frame of a take or a clip: gone through here frame by frame, grabbed by the server from the original file.
import { countedRate, middleOf, rateFrom, timeOf } from "./timecode.js";
import { say } from "./words.js";

const dialog = document.getElementById("picker");
const part = (id) => document.getElementById(id);
const LOOK_EVERY = 3000;
let video = null; // { url, proxy, frames, rate }

const frame = () => Number(part("grab-frame").value);

const show = (wanted) => {
  const at = Math.min(Math.max(Math.round(wanted) || 0, 0), video.frames - 1);
  part("grab-frame").value = at;
  part("grab-frame").style.setProperty("--fill", `${(at / Math.max(1, video.frames - 1)) * 100}%`);
  if (document.activeElement !== part("grab-number")) part("grab-number").value = at;
  part("grab-time").textContent = say("%(seconds)s s", { seconds: timeOf(at, video.rate).toFixed(2) });
  part("grab-video").currentTime = middleOf(at, video.rate);
};

// The proxy has the very frames of the original, at a steady rate; until it is made the original stands in.
const load = async () => {
  const { proxy } = video;
  const answer = await fetch(proxy, { method: "HEAD" }).catch(() => null);
  if (video.proxy !== proxy || !dialog.open) return;
  const waits = Boolean(answer?.headers.has("Retry-After"));
  if (waits && !part("grab-waits").hidden) { setTimeout(load, LOOK_EVERY); return; }
  part("grab-waits").hidden = !waits;
  part("grab-video").src = proxy;
  show(frame());
  if (waits) setTimeout(load, LOOK_EVERY);
};

export const openVideo = (card) => {
  video = { url: card.dataset.grabUrl, proxy: card.dataset.proxy, frames: Number(card.dataset.frames), rate: rateFrom(card.dataset.rate) };
  for (const one of dialog.querySelectorAll("[data-grab-url]")) one.setAttribute("aria-pressed", String(one.dataset.grabUrl === video.url));
  part("grab").hidden = false;
  part("grab-waits").hidden = true;
  part("grab-frame").max = part("grab-number").max = video.frames - 1;
  part("grab-last").textContent = video.frames - 1;
  part("grab-frame").value = card.dataset.kind === "clip" ? 0 : video.frames - 1;
  load();
  part("grab").scrollIntoView({ block: "nearest" });
  part("grab-frame").focus({ preventScroll: true });
};

const grab = async () => {
  const button = part("grab-take");
  button.setAttribute("aria-busy", "true");
  const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true" };
  const form = new FormData();
  form.append("frame", frame());
  try {
    const answer = await fetch(video.url, { method: "POST", body: form, headers });
    const holder = document.createElement("template");
    holder.innerHTML = (await answer.text()).trim();
    const card = answer.ok && holder.content.querySelector(".pick");
    if (card) document.dispatchEvent(new CustomEvent("grabbed", { detail: { ...card.dataset } }));
    else part("picker-error").textContent = holder.content.textContent.trim();
  } catch {
    part("picker-error").textContent = say("No connection to the server. Try again.");
  } finally {
    button.removeAttribute("aria-busy");
  }
};

// Arrows go a frame, with Shift a second. In the field for the number left and right belong to the text.
const pressed = (event) => {
  if (event.target === part("grab-number") && !["ArrowUp", "ArrowDown", "Enter"].includes(event.key)) return;
  if (event.key === "Enter" && event.target === part("grab-number")) { event.preventDefault(); show(Number(event.target.value)); return; }
  const second = countedRate(video.rate);
  const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
  const to = by ? frame() + by * (event.shiftKey ? second : 1) : { Home: 0, End: video.frames - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  if (event.target === part("grab-number")) event.target.value = Math.min(Math.max(to, 0), video.frames - 1);
  show(to);
};

export const startGrab = () => {
  if (!dialog) return;
  part("pick-tab-take").addEventListener("click", () => {
    window.htmx.ajax("GET", dialog.dataset.takesUrl, { source: part("picker-takes"), target: "#picker-takes", swap: "innerHTML" });
  });
  part("picker-takes").addEventListener("click", (event) => {
    const card = event.target.closest("button[data-grab-url]");
    if (card) openVideo(card);
  });
  part("grab-frame").addEventListener("input", () => show(frame()));
  part("grab-number").addEventListener("input", (event) => { if (event.target.value) show(Number(event.target.value)); });
  part("grab-number").addEventListener("blur", () => show(frame()));
  part("grab").addEventListener("keydown", pressed);
  part("grab").addEventListener("click", (event) => {
    const step = event.target.closest("[data-grab-step]")?.dataset.grabStep;
    if (step) show(frame() + Number(step));
  });
  part("grab-take").addEventListener("click", grab);
};
