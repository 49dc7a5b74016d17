// The media of an element: a dialog to choose files, and their order by buttons, keys and dragging.
import { upload } from "./uploading.js";
import { say } from "./words.js";

let speak = () => {};
let dragged = null;

const dialog = () => document.getElementById("picker-dialog");
const url = () => document.getElementById("media").dataset.mediaUrl;
const slotOf = (target) => target.closest?.('.slot-filled[data-role="extra"]');

const change = (values, source) => window.htmx.ajax("POST", url(), { source, target: "#detail", swap: "innerHTML", values });

const pick = async (address) => {
  await window.htmx.ajax("GET", address, { target: "#picker", swap: "innerHTML" });
  if (!dialog().open) dialog().showModal();
};

const move = async (position, to) => {
  await change({ action: "move", position, to });
  if (dialog().open) return; // another face for boards that show the old one: asked first
  speak(to < 1 ? say("It is the frontal image now.") : say("Moved to place %(n)s.", { n: to }));
  document.querySelector(`.slot-filled[data-role="extra"][data-position="${Math.max(1, to)}"] button`)?.focus();
};

// A card of the library fills the place that the dialog was opened for.
const put = (card) => {
  const { role, position } = document.getElementById("chooser").dataset;
  change({ action: "put", role, position, asset: card.dataset.asset });
};

const clicked = (event) => {
  const card = event.target.closest("#chooser .pick");
  if (card) { put(card); return; }
  const picks = event.target.closest("[data-picks]");
  if (picks) { pick(picks.dataset.picks); return; }
  const button = event.target.closest("[data-media]");
  if (!button) return;
  if (button.getAttribute("aria-disabled") === "true") { speak(button.title); return; }
  const values = JSON.parse(button.dataset.media);
  if (values.action === "move") move(Number(values.position), Number(values.to));
  else change(values);
};

// Files go into the library of the workspace first; what it took is then there to choose.
const take = async (input) => {
  const list = document.getElementById("element-uploads"), { uploads: url, workspace, again } = input.dataset;
  const taken = await Promise.all([...input.files].map((file) => upload(file, { url, workspace, list })));
  if (!taken.some(Boolean)) return;
  const refused = [...list.querySelectorAll('[data-state="refused"]')];
  await pick(again);
  document.getElementById("element-uploads").append(...refused);
};

// The server decides where an answer goes: to the dialog where boards would be touched, else to the panel.
const swapped = (event) => {
  if (event.detail.target.id === "picker" && !dialog().open) dialog().showModal();
  if (event.detail.target.id === "detail" && dialog()?.open) dialog().close();
  if (event.detail.target.id === "said-media" && dialog()?.open) dialog().close();
};

// Kept as it is: what was chosen for show goes back to what is so.
const closed = () => {
  for (const radio of document.querySelectorAll("[data-source]")) radio.checked = radio.defaultChecked;
};

const drop = (event) => {
  const onto = slotOf(event.target), front = event.target.closest?.(".slots__main");
  if (!dragged || !(onto || front)) return;
  event.preventDefault();
  const from = Number(dragged.dataset.position), to = onto ? Number(onto.dataset.position) : 0;
  if (from !== to) move(from, to);
};

const hover = (event) => {
  const onto = slotOf(event.target) ?? event.target.closest?.(".slots__main .slot-filled");
  for (const one of document.querySelectorAll(".slot-filled[data-drop]")) delete one.dataset.drop;
  if (!dragged || !onto || onto === dragged) return;
  event.preventDefault();
  onto.dataset.drop = "";
};

const end = () => {
  for (const one of document.querySelectorAll(".slot-filled")) { delete one.dataset.drop; delete one.dataset.dragged; }
  dragged = null;
};

export const startMedia = (tell) => {
  speak = tell;
  document.addEventListener("click", clicked);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-source]")) change({ action: "source", source: event.target.value });
    if (event.target.matches("[data-uploads]")) take(event.target);
  });
  document.body.addEventListener("htmx:afterSwap", swapped);
  dialog()?.addEventListener("close", closed);
  document.addEventListener("dragstart", (event) => {
    dragged = slotOf(event.target);
    if (dragged) dragged.dataset.dragged = "";
  });
  document.addEventListener("dragover", hover);
  document.addEventListener("drop", drop);
  document.addEventListener("dragend", end);
};
