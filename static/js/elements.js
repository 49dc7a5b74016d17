// The element library: opening elements beside the list, choosing many, and every key of the page.
import { startMedia } from "./element-media.js";
import { startSaving } from "./element-saving.js";
import { beside } from "./grid.js";
import { startHovering } from "./hovering.js";
import { startPreviews } from "./previews.js";
import { say, sayMany } from "./words.js";

const library = () => document.getElementById("library");
const detail = () => document.getElementById("detail");
const cards = () => [...document.querySelectorAll("#cards .element")];
const openOf = (card) => card?.querySelector(".element__open");
const current = () => detail().querySelector(".detail")?.dataset.element;

const speak = (sentence) => {
  const spoken = document.getElementById("spoken");
  spoken.textContent = "";
  requestAnimationFrame(() => { spoken.textContent = sentence; });
};

// The open element is marked in the list, also after the list was drawn again.
const mark = () => {
  const open = "open" in library().dataset ? current() : null;
  for (const card of cards()) {
    if (card.dataset.element === open) openOf(card).setAttribute("aria-current", "true");
    else openOf(card).removeAttribute("aria-current");
  }
};

const query = () => {
  const fields = new FormData(document.getElementById("search"));
  const kept = [...fields].filter(([name, value]) => value && !(name === "view" && value === "grid"));
  return new URLSearchParams(kept).toString();
};

const go = (path) => {
  const address = `${path}?${query()}`;
  if (location.pathname + location.search !== address) history.pushState({ library: true }, "", address);
};

const show = async (path, { push = true, focus = false } = {}) => {
  await window.htmx.ajax("GET", path, { target: "#detail", swap: "innerHTML" });
  library().dataset.open = "";
  if (push) go(path);
  mark();
  detail().scrollTop = 0;
  if (getComputedStyle(document.getElementById("main")).display === "none") window.scrollTo(0, 0);
  if (focus) detail().focus({ preventScroll: true });
};

const close = ({ push = true } = {}) => {
  const card = cards().find((one) => one.dataset.element === current());
  delete library().dataset.open;
  if (push) go(document.getElementById("search").getAttribute("action"));
  mark();
  openOf(card)?.focus();
};

// What is chosen

const chosen = () => [...document.querySelectorAll(".element__pick:checked")];

const count = () => {
  const text = document.getElementById("bulk-count");
  if (text) text.textContent = chosen().length ? sayMany("%(count)s selected", "%(count)s selected", chosen().length) : "";
};

const toggle = (card) => {
  const pick = card.querySelector(".element__pick");
  if (!pick) { speak(say("Only librarians and owners change elements.")); return; }
  pick.checked = !pick.checked;
  count();
};

const clear = () => {
  for (const pick of chosen()) pick.checked = false;
  count();
};

// Keys

const inText = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog[open]");

const inGrid = (event, card) => {
  if (event.key === " ") {
    event.preventDefault();
    toggle(card);
    return;
  }
  if (!["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  const next = beside(cards(), card, event.key);
  if (next) openOf(next).focus();
  else if (event.key === "ArrowUp") document.getElementById("q").focus();
};

const openNew = () => {
  const dialog = document.getElementById("new-dialog");
  if (!dialog) return;
  dialog.showModal();
  dialog.querySelector("[name=name]").focus();
};

const pressed = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.getElementById("q");
  if (event.target === search && event.key === "ArrowDown") {
    event.preventDefault();
    openOf(cards()[0])?.focus();
    return;
  }
  if (event.key === "Escape") { escape(event); return; }
  if (inText(event.target)) return;
  const card = event.target.closest("#cards .element");
  if (event.key === "/") {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key.toLowerCase() === "n") {
    event.preventDefault();
    openNew();
  } else if (card && event.target.matches(".element__open, .element__pick")) inGrid(event, card);
};

const escape = (event) => {
  const menu = document.querySelector("details.dropdown[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); return; }
  if (document.querySelector("dialog[open]")) return;
  if (chosen().length) clear();
  else if (detail().contains(event.target)) close();
};

const clicked = (event) => {
  for (const menu of document.querySelectorAll("details.dropdown[open]")) if (!menu.contains(event.target)) menu.open = false;
  const open = event.target.closest(".element__open");
  if (open && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)) {
    event.preventDefault();
    show(open.getAttribute("href"), { focus: event.detail === 0 });
  }
  if (event.target.closest("[data-back]")) { event.preventDefault(); close(); }
  if (event.target.closest('[data-opens="new-dialog"]')) openNew();
  const closes = event.target.closest("[data-closes]");
  if (closes) document.getElementById(closes.dataset.closes).close();
  if (event.target.closest("[data-clears]")) clear();
};

document.addEventListener("click", clicked);
document.addEventListener("keydown", pressed);
document.addEventListener("change", (event) => { if (event.target.matches(".element__pick")) count(); });
document.addEventListener("submit", (event) => { if (event.target.id === "search") event.preventDefault(); });
window.addEventListener("popstate", () => {
  const path = location.pathname, home = document.getElementById("search").getAttribute("action");
  if (path === home) close({ push: false });
  else show(path, { push: false });
});
// A card drawn again keeps its tick; a list drawn again keeps its mark.
let ticked = new Set();
document.body.addEventListener("htmx:beforeSwap", () => { ticked = new Set(chosen().map((pick) => pick.value)); });
document.body.addEventListener("htmx:afterSwap", (event) => {
  const keep = event.detail.target?.id !== "results" || !event.detail.pathInfo?.requestPath.includes("/bulk/");
  if (keep) for (const pick of document.querySelectorAll(".element__pick")) pick.checked = ticked.has(pick.value);
  count();
  mark();
});

startMedia(speak);
startSaving();
startPreviews();
startHovering();
mark();
