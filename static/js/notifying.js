// Browser notifications when a take that this person ordered has ended: only if asked for, and kept in this browser.
import { onEnd } from "./endings.js";
import { main } from "./page.js";
import { say } from "./words.js";

const button = document.getElementById("notify");
const said = document.getElementById("notify-said");
const KEY = "notify";

const DENIED = () => say("This browser does not let Storyboard notify you. Allow it in its settings.");
const UNABLE = () => say("Browsers notify only over HTTPS or on the server’s own machine.");
const UNFIT = () => say("This browser does not show notifications of an open page.");

const show = (on, sentence = "") => {
  button.setAttribute("aria-pressed", String(on));
  said.textContent = sentence;
  if (on) localStorage.setItem(KEY, "on");
  else localStorage.removeItem(KEY);
};

// One tag a take, so that several open tabs tell it once.
const notify = (text, tag) => {
  const notification = new Notification(main.querySelector("h1").textContent, { body: text, tag });
  notification.onclick = () => { window.focus(); notification.close(); };
};

const ask = async () => {
  if (!("Notification" in window)) { show(false, isSecureContext ? UNFIT() : UNABLE()); return; }
  const permission = await Notification.requestPermission();
  if (permission === "denied") { show(false, isSecureContext ? DENIED() : UNABLE()); return; }
  if (permission !== "granted") return;
  try {
    // Shown at once, since some browsers grant it and show nothing.
    notify(say("You are told like this when a take of yours is done."), "asked");
    show(true);
  } catch {
    show(false, UNFIT());
  }
};

const ended = (card) => {
  const { by, id, state, title } = card.dataset;
  const isAsked = localStorage.getItem(KEY) === "on" && window.Notification?.permission === "granted";
  if (!isAsked || by !== main.dataset.person || document.hasFocus()) return;
  notify(state === "ready" ? say("%(title)s is ready.", { title }) : say("%(title)s did not come. The board says why.", { title }), id);
};

export const startNotifying = () => {
  if (!button) return;
  if (localStorage.getItem(KEY) === "on") {
    const permission = window.Notification?.permission;
    show(permission === "granted", permission === "denied" ? DENIED() : "");
  }
  button.addEventListener("click", () => { if (button.getAttribute("aria-pressed") === "true") show(false); else ask(); });
  onEnd(ended);
};
