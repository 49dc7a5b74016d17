// Cards follow what goes on with their projects: messages say which one changed, and the page asks for its card. A card
// under somebody's hand keeps still, but for how far its takes are.
import { isScrubbed } from "./scrubbing.js";
import { setClock, startStanding } from "./standing.js";

const SOON = 700; // milliseconds in which changes are gathered
const MOST = 24; // cards that are asked for at once
const source = document.getElementById("workspace");
const due = new Set(), late = new Set(); // to be asked for soon; once they are let go
let timer = null, asking = false, was = false;

const cardOf = (id) => document.getElementById(`project-${id}`);
const shown = () => [...document.querySelectorAll("#cards > .project[data-project]")].map((card) => card.dataset.project);

const isHeld = (card) => isScrubbed(card) || card.contains(document.activeElement) || card.matches(":active");

// The parts that tell of takes; the rest of the card stays as it is.
const renewParts = (card, next) => {
  card.querySelector(".project__live")?.remove();
  const live = next.querySelector(".project__live");
  if (live) card.querySelector(".project__pic").append(live);
  const foot = card.querySelector(".project__foot");
  if (!foot.contains(document.activeElement)) foot.replaceWith(next.querySelector(".project__foot"));
};

const draw = (next) => {
  const card = cardOf(next.dataset.project);
  if (!card) return;
  if (!isHeld(card)) { card.replaceWith(next); return; }
  renewParts(card, next);
  late.add(next.dataset.project);
};

const ask = async () => {
  timer = null;
  if (document.hidden) return;
  const ids = [...due].slice(0, MOST);
  for (const id of ids) due.delete(id);
  if (!ids.length) return;
  asking = true; // one question at a time: an older answer never comes after a newer one
  const query = ids.map((id) => `&id=${id}`).join("");
  try {
    const answer = await fetch(source.dataset.cardsUrl + query, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return;
    const cards = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll(".project");
    for (const card of cards) draw(card);
  } catch {
    // No network: whoever comes back asks for all that is shown.
  } finally {
    asking = false;
    if (due.size) soon();
  }
};

const soon = () => { if (!asking) timer ??= setTimeout(ask, SOON); };

const look = (ids) => {
  for (const id of ids) due.add(id);
  soon();
};

const letGo = () => {
  const free = [...late].filter((id) => !cardOf(id) || !isHeld(cardOf(id)));
  for (const id of free) late.delete(id);
  if (free.length) look(free.filter(cardOf));
};

// How far the takes of a card are together.
const showProgress = (card, progress) => {
  const live = card?.querySelector(".project__live");
  if (live?.dataset.stage !== "rendering") return;
  const takes = JSON.parse(live.dataset.takes);
  for (const [take, percent] of Object.entries(progress)) if (take in takes) takes[take] = percent;
  live.dataset.takes = JSON.stringify(takes);
  const all = Object.values(takes), percent = Math.floor(all.reduce((sum, one) => sum + one, 0) / all.length);
  if (!percent) return;
  live.querySelector("[data-percent]").textContent = percent;
  live.querySelector("[data-told]").hidden = false;
  live.querySelector("progress").value = percent;
};

const take = (message) => {
  if (message.hello) {
    setClock(message.now);
    if (was) look(shown());
    was = true;
  } else if (message.progress) showProgress(cardOf(message.project), message.progress);
  else if (cardOf(message.project)) look([message.project]);
};

export const startLive = () => {
  window.htmx.config.wsReconnectDelay = (tries) => Math.min(5000, 500 * 2 ** tries) * (0.5 + Math.random() / 2);
  document.body.addEventListener("htmx:wsBeforeMessage", (event) => {
    event.preventDefault();
    take(JSON.parse(event.detail.message));
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(shown()); });
  for (const name of ["focusin", "pointermove", "pointerup"]) document.addEventListener(name, letGo);
  startStanding();
};
