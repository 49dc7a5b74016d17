// The page of projects: its dialog, its keys, and what it says when an answer does not come.
import { beside } from "./grid.js";
import { startMenu } from "./project-menu.js";
import { startLive } from "./projects-live.js";
import { startScrubbing } from "./scrubbing.js";
import { startWaiting } from "./waiting.js";
import { say } from "./words.js";

const words = document.getElementById("q");
const error = document.getElementById("projects-error");
const cards = () => [...document.querySelectorAll("#cards > .project[data-project]")];
const linkOf = (card) => card?.querySelector(".project__link");

const clicked = (event) => {
  const opens = event.target.closest("[data-opens]");
  if (opens) {
    const dialog = document.getElementById(opens.dataset.opens);
    dialog.showModal();
    dialog.querySelector("[name=title]").focus();
  }
  const closes = event.target.closest("[data-closes]");
  if (closes) document.getElementById(closes.dataset.closes).close();
};

const pressed = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === words && event.key === "ArrowDown") { event.preventDefault(); linkOf(cards()[0])?.focus(); return; }
  if (event.key === "/" && !event.target.closest("input:not([type=radio], [type=checkbox], [type=range]), select, dialog")) { event.preventDefault(); words.focus(); words.select(); return; }
  if (!event.target.matches(".project__link") || !["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  const next = beside(cards(), event.target.closest(".project"), event.key);
  if (next) linkOf(next).focus();
  else if (event.key === "ArrowUp") words.focus();
};

// A project that was renamed between two pages can be on both.
const dropRepeated = () => {
  const seen = new Set();
  for (const card of cards()) {
    if (seen.has(card.id)) card.remove();
    seen.add(card.id);
  }
};

document.addEventListener("click", clicked);
document.addEventListener("keydown", pressed);
document.getElementById("search").addEventListener("submit", (event) => event.preventDefault());
document.body.addEventListener("htmx:afterSwap", () => { error.textContent = ""; dropRepeated(); });
document.body.addEventListener("htmx:sendError", () => { error.textContent = say("No connection to the server. What is shown may be old; try again."); });
document.body.addEventListener("htmx:responseError", () => { error.textContent = say("The server could not answer. Try again, or reload the page."); });
startScrubbing();
startMenu();
startLive();
startWaiting();
