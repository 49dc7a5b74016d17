// The menu of a project's card: its tags, a copy of it, the archive. One menu for all cards, filled when it opens.
import { say } from "./words.js";

const menu = document.getElementById("project-menu");
const text = document.getElementById("menu-text");
const error = document.getElementById("menu-error");
const said = document.getElementById("projects-said");
let about = ""; // the project that the menu is about

const cardOf = (id) => document.getElementById(`project-${id}`);
const addressOf = (id, what) => `/projects/${id}/${what}/`;

const tell = (sentence) => { said.textContent = sentence; };

// A tag as the server writes it.
const plain = (tag) => tag.trim().replace(/\s+/g, " ").toLowerCase();
const typed = () => text.value.split(",").map(plain).filter(Boolean);
const mark = () => {
  const has = new Set(typed());
  for (const chip of menu.querySelectorAll("[data-tag]")) chip.setAttribute("aria-pressed", String(has.has(chip.dataset.tag)));
};

const toggle = (tag) => {
  const tags = typed();
  text.value = (tags.includes(tag) ? tags.filter((one) => one !== tag) : [...tags, tag]).join(", ");
  mark();
};

const place = (button) => {
  const box = button.getBoundingClientRect(), width = menu.offsetWidth, height = menu.offsetHeight, edge = 8;
  const left = getComputedStyle(menu).direction === "rtl" ? box.left : box.right - width;
  const top = box.bottom + height + edge > innerHeight ? Math.max(edge, box.top - height) : box.bottom;
  menu.style.left = `${Math.min(Math.max(edge, left), innerWidth - width - edge)}px`;
  menu.style.top = `${top}px`;
};

const open = (button) => {
  const card = button.closest(".project"), { project, title, tags } = card.dataset;
  about = project;
  document.getElementById("project-menu-title").textContent = title;
  text.value = tags;
  error.textContent = "";
  mark();
  const isArchived = "archived" in card.dataset;
  menu.querySelector("[data-does=archive]").hidden = isArchived;
  menu.querySelector("[data-does=restore]").hidden = !isArchived;
  menu.showPopover();
  place(button);
  text.focus({ preventScroll: true });
};

// Posts, and gives the card that the server answers with; a refusal is a sentence at its place.
const post = async (id, what, values) => {
  const body = new URLSearchParams(values);
  const { "X-CSRFToken": token } = JSON.parse(document.body.getAttribute("hx-headers"));
  const headers = { "X-CSRFToken": token, "HX-Request": "true" };
  try {
    const answer = await fetch(addressOf(id, what), { method: "POST", body, headers });
    const markup = await answer.text();
    if (answer.ok) return cardIn(markup);
    error.textContent = answer.status === 422 ? markup : "";
    if (answer.status !== 422) fail(say("This could not be done. Reload the page; you may be signed out."));
  } catch {
    fail(say("No connection to the server. Try again."));
  }
  return null;
};

const cardIn = (markup) => new DOMParser().parseFromString(markup, "text/html").querySelector(".project");

const fail = (sentence) => {
  const place = menu.matches(":popover-open") ? error : document.getElementById("projects-error");
  place.textContent = sentence;
};

// The list is counted again, and the tags that are offered.
const changed = () => document.body.dispatchEvent(new Event("projects-found"));

const finish = (id, sentence) => {
  if (menu.matches(":popover-open")) menu.hidePopover();
  document.getElementById("projects-error").textContent = "";
  tell(sentence);
  cardOf(id)?.querySelector(".project__link").focus({ preventScroll: true });
  changed();
};

const put = (card) => {
  const old = cardOf(card.dataset.project);
  if (old) old.replaceWith(card);
};

const save = async () => {
  const card = await post(about, "tags", { tags: text.value });
  if (!card) return;
  put(card);
  finish(about, say("The tags of %(title)s are saved.", { title: card.dataset.title }));
};

const copy = async (id) => {
  const card = await post(id, "copy", {});
  if (!card) return;
  cardOf(id)?.before(card);
  card.scrollIntoView({ block: "nearest" });
  finish(card.dataset.project, say("%(title)s is made, with the board as it is now and without its takes.", { title: card.dataset.title }));
};

const keep = async (id, state) => {
  const card = await post(id, "state", { state });
  if (!card) return;
  put(card);
  const { title } = card.dataset;
  finish(id, state === "archive" ? say("%(title)s is in the archive.", { title }) : say("%(title)s is restored.", { title }));
};

const DO = { copy, archive: (id) => keep(id, "archive"), restore: (id) => keep(id, "restore") };

const act = async (button) => {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  await DO[button.dataset.does](menu.contains(button) ? about : button.closest(".project").dataset.project);
  button.removeAttribute("aria-busy");
};

export const startMenu = () => {
  if (!menu) return;
  document.addEventListener("click", (event) => {
    const opens = event.target.closest("[data-menu]"), does = event.target.closest("[data-does]"), tag = event.target.closest("#project-menu [data-tag]");
    if (opens) open(opens);
    else if (does) act(does);
    else if (tag) toggle(tag.dataset.tag);
  });
  text.addEventListener("input", mark);
  document.getElementById("menu-form").addEventListener("submit", (event) => { event.preventDefault(); save(); });
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && menu.contains(document.activeElement)) cardOf(about)?.querySelector("[data-menu]").focus();
  });
};
