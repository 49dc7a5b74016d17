// Who else has this board open, and the shot each is on: in the top bar, on the shots, and for screen readers one sentence
// when people came or left. The server tells the whole company each time.
import { onStrip } from "./edits.js";
import { main, shotOf } from "./page.js";
import { onSelect, select, selectedShot } from "./selection.js";
import { say, sayMany } from "./words.js";

const inBar = () => (matchMedia("(width <= 54rem)").matches ? 1 : 3);
const ON_SHOT = 2;
const PAUSE = 300; // milliseconds between two things said to the server
const SETTLED = 3000; // a page that is reloaded leaves and comes: nobody is told of that

const company = document.getElementById("company");
const faces = document.getElementById("company-faces");
const list = document.getElementById("company-list");
const said = document.getElementById("company-said");
let others = [];
let total = 0; // of people, those beyond the list included
let announced = null; // id → name of everybody that was told of; null until the page has met the company

const names = (people) => new Intl.ListFormat(document.documentElement.lang).format(people);

const face = (person, small = "") => {
  const avatar = document.createElement("span");
  avatar.className = `avatar ${small}`;
  avatar.dataset.hue = person.hue;
  avatar.dataset.person = person.person;
  avatar.textContent = person.initials;
  avatar.title = person.name;
  return avatar;
};

const more = (count, small = "") => {
  const rest = document.createElement("span");
  rest.className = `avatar avatar--more ${small}`;
  rest.textContent = `+${count}`;
  return rest;
};

// The initials are for the eye alone where the name is told as well.
const hush = (avatar) => { avatar.setAttribute("aria-hidden", "true"); return avatar; };

// The top bar

const whereIs = (person) => {
  const shot = shotOf(person.shot);
  return shot ? say("Shot %(n)s", { n: shot.dataset.position }) : say("No shot chosen");
};

const entry = (person) => {
  const item = document.createElement("li");
  item.innerHTML = '<button class="menu__item company__item" type="button"><span class="company__name"></span><span class="dim"></span></button>';
  const [name, place] = item.querySelectorAll("span");
  item.firstChild.dataset.goTo = person.person;
  name.textContent = person.name;
  place.textContent = whereIs(person);
  item.firstChild.prepend(hush(face(person)));
  return item;
};

const drawBar = () => {
  company.hidden = !others.length;
  if (!others.length) company.open = false;
  const shown = total > inBar() + 1 ? inBar() : total; // “+1” would take the room of the one it hides
  faces.replaceChildren(...others.slice(0, shown).map((one) => hush(face(one))), ...(total > shown ? [hush(more(total - shown))] : []));
  faces.setAttribute("aria-label", say("Also here: %(names)s", { names: names(others.map((one) => one.name)) }));
  drawList();
};

// Drawn again only where it differs, and whoever was in it stays there.
const drawList = () => {
  const drawn = others.map((person) => `${person.person} ${person.name} ${whereIs(person)}`).join("\n");
  if (list.dataset.drawn === drawn) return;
  const held = document.activeElement?.dataset?.goTo;
  list.dataset.drawn = drawn;
  list.replaceChildren(...others.map(entry));
  if (held) list.querySelector(`[data-go-to="${held}"]`)?.focus();
};

// The shots

const drawShots = () => {
  for (const mark of document.querySelectorAll("#shots .company-mark")) mark.remove();
  for (const [id, people] of grouped()) shotOf(id)?.querySelector(".shot__len")?.before(markOf(people));
};

const grouped = () => {
  const found = new Map();
  for (const one of others) found.set(one.shot, [...(found.get(one.shot) ?? []), one]);
  return found;
};

const markOf = (people) => {
  const mark = document.createElement("span");
  mark.className = "company-mark";
  mark.setAttribute("role", "img");
  const text = sayMany("%(names)s is on this shot", "%(names)s are on this shot", people.length, { names: names(people.map((one) => one.name)) });
  mark.setAttribute("aria-label", text);
  mark.title = text;
  const shown = people.length > ON_SHOT ? ON_SHOT - 1 : people.length;
  mark.append(...people.slice(0, shown).map((one) => face(one, "avatar--sm")), ...(people.length > shown ? [more(people.length - shown, "avatar--sm")] : []));
  return mark;
};

// What is said

let timer = null;
const announceLater = () => {
  clearTimeout(timer);
  timer = setTimeout(announce, SETTLED);
};

const announce = () => {
  const now = new Map(others.map((one) => [one.person, one.name]));
  const before = announced ?? now;
  announced = now;
  const came = [...now].filter(([id]) => !before.has(id)).map(([, name]) => name);
  const left = [...before].filter(([id]) => !now.has(id)).map(([, name]) => name);
  const sentences = [
    came.length && sayMany("%(names)s is here now.", "%(names)s are here now.", came.length, { names: names(came) }),
    left.length && sayMany("%(names)s has left.", "%(names)s have left.", left.length, { names: names(left) }),
  ].filter(Boolean);
  if (sentences.length) said.textContent = sentences.join(" ");
};

export const showCompany = ({ here, count }) => {
  others = here.filter((one) => one.person !== main.dataset.person);
  total = count - (here.length - others.length);
  drawBar();
  drawShots();
  if (announced) announceLater();
  else announce();
};

// What is told

let socket = null;
let sent = null;
let waiting = null;
const tellPlace = () => {
  waiting = null;
  const shot = selectedShot().dataset.shot;
  if (!socket || shot === sent) return;
  sent = shot;
  socket.sendImmediately(JSON.stringify({ at: shot }));
};

export const startPresence = () => {
  onSelect(() => { waiting ??= setTimeout(tellPlace, PAUSE); });
  onStrip(() => { drawShots(); drawList(); });
  document.body.addEventListener("htmx:wsOpen", (event) => { socket = event.detail.socketWrapper; sent = null; tellPlace(); });
  // Nobody knows then who is here; who is still there afterwards has not left.
  document.body.addEventListener("htmx:wsClose", () => {
    socket = null;
    [others, total] = [[], 0];
    clearTimeout(timer);
    drawBar();
    drawShots();
  });
  list.addEventListener("click", (event) => {
    const id = event.target.closest("[data-go-to]")?.dataset.goTo;
    const shot = shotOf(others.find((one) => one.person === id)?.shot);
    if (!shot) return;
    company.open = false;
    select(shot.dataset.shot, { focus: true });
  });
  document.addEventListener("click", (event) => { if (!company.contains(event.target)) company.open = false; });
  company.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !company.open) return;
    company.open = false;
    faces.focus();
  });
};
