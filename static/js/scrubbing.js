// A project's card goes through the shots of its board: under the mouse, by dragging a finger along its picture, and by
// the keys of the slider on its bar of shots. A place on the picture is a second of the board.
import { cut } from "./cut.js";
import { say } from "./words.js";

const DRAGGED = 8; // pixels that a finger goes before it drags
let now = null; // { card, view, at }
let finger = null; // { card, from, dragged }
let mouse = ""; // where it was last

const piecesOf = (card) => [...card.querySelectorAll(".cutbar > li")];
const sliderOf = (card) => card.querySelector(".project__scrub");

// The shot at a second, with its number from 1.
const pieceAt = (card, second) => {
  const pieces = piecesOf(card);
  let end = 0;
  const at = pieces.findIndex((piece) => (end += Number(piece.dataset.seconds)) > second);
  return { piece: pieces[at], number: at + 1, of: pieces.length };
};

const sentence = ({ piece, number, of }) => {
  const values = { number, of, name: piece.dataset.name, seconds: piece.dataset.seconds };
  return piece.dataset.name ? say("Shot %(number)s of %(of)s, %(name)s, %(seconds)s s", values) : say("Shot %(number)s of %(of)s, %(seconds)s s", values);
};

const viewIn = (card) => {
  const view = document.createElement("div");
  view.className = "project__view";
  view.setAttribute("aria-hidden", "true");
  view.append(document.createElement("img"), document.createElement("p"));
  view.firstChild.alt = "";
  card.querySelector(".project__pic").append(view);
  return view;
};

const leaveCard = () => {
  if (!now) return;
  now.view.remove();
  for (const piece of piecesOf(now.card)) piece.removeAttribute("aria-current");
  now = null;
};

export const isScrubbed = (card) => now?.card === card;

const show = (card, second) => {
  if (now?.card !== card) { leaveCard(); now = { card, view: viewIn(card), at: 0 }; }
  const found = pieceAt(card, second), [image, text] = now.view.children, { picture, crop } = found.piece.dataset;
  sliderOf(card).value = second;
  sliderOf(card).setAttribute("aria-valuetext", sentence(found));
  if (now.at === found.number) return;
  now.at = found.number;
  for (const piece of piecesOf(card)) piece.toggleAttribute("aria-current", piece === found.piece);
  image.hidden = !picture;
  if (picture) image.src = picture;
  cut(image, crop);
  text.textContent = sentence(found);
};

const secondAt = (card, x) => {
  const box = card.querySelector(".project__pic").getBoundingClientRect(), last = Number(sliderOf(card).max);
  const part = (x - box.left) / box.width;
  const along = getComputedStyle(card).direction === "rtl" ? 1 - part : part;
  return Math.min(last, Math.max(0, Math.floor(along * (last + 1))));
};

const isOverPicture = (card, event) => {
  const box = card.querySelector(".project__pic").getBoundingClientRect();
  return event.clientY >= box.top && event.clientY <= box.bottom && event.clientX >= box.left && event.clientX <= box.right;
};

const cardOf = (target) => target.closest?.(".project[data-project]");

const moved = (event) => {
  if (event.pointerType === "touch") {
    if (!finger) return;
    finger.dragged ||= Math.abs(event.clientX - finger.from) > DRAGGED;
    if (finger.dragged) show(finger.card, secondAt(finger.card, event.clientX));
    return;
  }
  // A mouse that rests says so again when the page moves under it; that takes nothing from whoever uses the keys.
  const before = mouse;
  mouse = `${event.clientX} ${event.clientY}`;
  if (mouse === before) return;
  const card = cardOf(event.target);
  if (card && isOverPicture(card, event)) show(card, secondAt(card, event.clientX));
  else if (now && document.activeElement !== sliderOf(now.card)) leaveCard();
};

const pressed = (event) => {
  finger = null;
  if (event.pointerType !== "touch") return;
  const card = cardOf(event.target);
  if (now && now.card !== card) leaveCard();
  if (card && isOverPicture(card, event)) finger = { card, from: event.clientX, dragged: false };
};

// What was a drag opens nothing.
const clicked = (event) => {
  if (!finger?.dragged) return;
  finger = null;
  event.preventDefault();
  event.stopPropagation();
};

export const startScrubbing = () => {
  document.addEventListener("pointermove", moved);
  document.addEventListener("pointerdown", pressed);
  document.addEventListener("click", clicked, { capture: true });
  document.addEventListener("input", (event) => { if (event.target.matches(".project__scrub")) show(cardOf(event.target), Number(event.target.value)); });
  document.addEventListener("focusin", (event) => { if (event.target.matches(".project__scrub:focus-visible")) show(cardOf(event.target), Number(event.target.value)); });
  document.addEventListener("focusout", (event) => { if (event.target.matches(".project__scrub")) leaveCard(); });
};
