// A frame of a take: scrubbed here frame by frame, grabbed by the server from the original file.
import { say } from "./words.js";

const dialog = document.getElementById("picker");
const part = (id) => document.getElementById(id);
let take = null;

const show = (frame) => {
  const at = Math.min(Math.max(frame, 0), take.frames - 1);
  part("grab-frame").value = at;
  part("grab-frame").style.setProperty("--fill", `${(at / Math.max(1, take.frames - 1)) * 100}%`);
  part("grab-number").textContent = at;
  // Half a frame further on, so that rounding never shows the frame before.
  part("grab-video").currentTime = ((at + 0.5) * take.denominator) / take.numerator;
};

const open = (card) => {
  const [numerator, denominator] = card.dataset.rate.split("/").map(Number);
  take = { url: card.dataset.grabUrl, frames: Number(card.dataset.frames), numerator, denominator };
  for (const one of dialog.querySelectorAll(".take-pick button")) one.setAttribute("aria-pressed", String(one === card));
  part("grab").hidden = false;
  part("grab-video").src = card.dataset.video;
  part("grab-frame").max = take.frames - 1;
  part("grab-last").textContent = take.frames - 1;
  show(take.frames - 1);
};

const grab = async () => {
  const button = part("grab-take");
  button.setAttribute("aria-busy", "true");
  const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true" };
  const form = new FormData();
  form.append("frame", part("grab-frame").value);
  try {
    const answer = await fetch(take.url, { method: "POST", body: form, headers });
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

export const startGrab = () => {
  if (!dialog) return;
  part("pick-tab-take").addEventListener("click", () => {
    window.htmx.ajax("GET", dialog.dataset.takesUrl, { source: part("picker-takes"), target: "#picker-takes", swap: "innerHTML" });
  });
  part("picker-takes").addEventListener("click", (event) => {
    const card = event.target.closest("button[data-grab-url]");
    if (card) open(card);
  });
  part("grab-frame").addEventListener("input", (event) => show(Number(event.target.value)));
  part("grab").addEventListener("click", (event) => {
    const step = event.target.closest("[data-grab-step]")?.dataset.grabStep;
    if (step) show(Number(part("grab-frame").value) + Number(step));
  });
  part("grab-take").addEventListener("click", grab);
};
