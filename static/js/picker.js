// The dialog that chooses a picture for an end of the board or for a shot.
import { fractions, pixels, showCrop, startCrop } from "./crop.js";
import { edit } from "./edits.js";
import { openVideo } from "./grab.js";
import { isRemote, offerPlace, showRemote, startRemote } from "./remote.js";
import { fetchAddress, filesOf, upload } from "./uploading.js";
import { shotOf, speak, strip } from "./page.js";
import { selectedShot } from "./selection.js";
import { say } from "./words.js";

const dialog = document.getElementById("picker");
const part = (id) => document.getElementById(id);
let slot = null; // { edge } or { shot }
let chosen = null; // the asset's data
let opener = null;

const chose = {
  first: (values) => say("%(name)s is the first frame now", values),
  last: (values) => say("%(name)s is the last frame now", values),
  shot: (values) => say("%(name)s is the picture of shot %(n)s now", values),
};
const cleared = {
  first: () => say("The first frame is taken off"),
  last: () => say("The last frame is taken off"),
  shot: (values) => say("The picture of shot %(n)s is taken off", values),
};
const titles = { first: () => say("Choose the first frame"), last: () => say("Choose the last frame") };
const ratio = () => strip().dataset.ratio.split(":").map(Number).reduce((a, b) => a / b);

export const openPicker = (where) => {
  slot = where;
  opener = document.activeElement;
  const holder = where.edge ? document.querySelector(`[data-edge="${where.edge}"]`) : shotOf(where.shot);
  part("picker-title").textContent = where.edge ? titles[where.edge]() : say("Choose the picture of shot %(n)s", { n: holder.dataset.position });
  part("picker-ratio").textContent = strip().dataset.ratio;
  part("picker-clear").hidden = !holder.dataset.asset;
  part("picker-error").textContent = "";
  part("uploads").replaceChildren();
  offerPlace(null);
  choose(holder.dataset.asset ? { ...holder.dataset, name: holder.dataset.assetName } : null, holder.dataset.crop);
  dialog.showModal();
  part("picker-title").focus();
  loadLibrary();
};

const choose = (asset, crop = "") => {
  chosen = asset;
  const whole = asset && !isRemote(asset);
  part("crop").hidden = part("picker-some").hidden = !whole;
  showRemote(asset);
  part("picker-none").hidden = Boolean(asset);
  part("picker-use").disabled = !asset;
  for (const card of dialog.querySelectorAll('.pick:not([data-kind="clip"])')) card.setAttribute("aria-pressed", String(card.dataset.asset === asset?.asset));
  if (!whole) return;
  part("picker-name").textContent = asset.name;
  const numbers = crop ? crop.split(",").map(Number) : null;
  showCrop({ source: asset.original, width: Number(asset.width), height: Number(asset.height), ratio: ratio(), crop: numbers }, check);
  part("crop").scrollIntoView({ block: "nearest" });
};

// Told here as it is chosen, checked again by the server at the order. Source: Kling's limits for frames.
const check = () => {
  const [width, height] = pixels();
  const lines = [
    [true, say("Cut to %(ratio)s, the shape of the board", { ratio: strip().dataset.ratio })],
    [Math.min(width, height) >= 300, say("%(width)s × %(height)s pixels; providers want at least 300 a side", { width, height })],
    [["image/jpeg", "image/png"].includes(chosen.type), say("JPEG or PNG; other pictures are converted when they are sent")],
  ];
  part("picker-checks").replaceChildren(...lines.map(([good, text]) => {
    const line = document.createElement("li");
    if (!good) line.dataset.level = "warn";
    line.innerHTML = `<svg class="icon" aria-hidden="true"><use href="#i-${good ? "check" : "warn"}"/></svg><span></span>`;
    line.lastChild.textContent = text;
    return line;
  }));
};

const use = async () => {
  const crop = isRemote(chosen) ? "" : fractions().map((value) => Math.max(0, value).toFixed(5)).join(",");
  const values = slot.edge ? { operation: "frame", edge: slot.edge } : { operation: "picture", shot: slot.shot };
  if ((await edit({ ...values, asset: chosen.asset, crop })) === 200) done(chosen.name);
  else part("picker-error").textContent = say("The board did not take it. Close this window and read why.");
};

const clear = async () => {
  const values = slot.edge ? { operation: "frame", edge: slot.edge } : { operation: "picture", shot: slot.shot };
  if ((await edit({ ...values, asset: "" })) === 200) done("");
};

// Told when the window is closed, which hides all else from assistive technology. Without a name it was taken off.
const done = (name) => {
  const place = slot.edge ?? "shot";
  close();
  speak((name ? chose : cleared)[place]({ name, n: shotOf(slot.shot)?.dataset.position }));
};

const close = () => dialog.close();

const load = (kind, field, place) => {
  const query = new URLSearchParams({ w: dialog.dataset.workspace, kind, q: part(field).value });
  window.htmx.ajax("GET", `${dialog.dataset.libraryUrl}?${query}`, { source: part(place), target: `#${place}`, swap: "innerHTML" });
};

const loadLibrary = () => load("picture", "picker-search", "picker-library");
const loadClips = () => load("clip", "clip-search", "picker-clips");

// A picture is chosen; a clip is gone through for a frame; a voice has neither.
const taken = (card) => {
  if (card.dataset.kind === "clip") { part("pick-tab-take").click(); openVideo(card); return; }
  if (card.dataset.kind === "voice") part("picker-error").textContent = say("A voice has no picture. It is in the library, for elements.");
  else choose({ ...card.dataset });
};

const takeFiles = (files) => {
  const { uploadUrl: url, workspace } = dialog.dataset;
  for (const file of files) {
    upload(file, { url, workspace, list: part("uploads") }).then((card) => { if (card) taken(card); });
  }
};

const fetchOne = async (event) => {
  event.preventDefault();
  const button = event.target.querySelector("button");
  button.setAttribute("aria-busy", "true");
  part("picker-error").textContent = "";
  offerPlace(null);
  const { card, sentence, mayPass } = await fetchAddress(part("picker-address").value, { url: dialog.dataset.fetchUrl, workspace: dialog.dataset.workspace })
    .catch(() => ({ sentence: say("No connection to the server. Try again.") }));
  button.removeAttribute("aria-busy");
  if (card) taken(card);
  else if (mayPass) offerPlace(sentence);
  else part("picker-error").textContent = sentence;
};

const drops = () => {
  const area = part("picker-drop");
  for (const name of ["dragenter", "dragover"]) area.addEventListener(name, (event) => { event.preventDefault(); area.dataset.drop = "over"; });
  for (const name of ["dragleave", "drop"]) area.addEventListener(name, () => { delete area.dataset.drop; });
  area.addEventListener("drop", (event) => { event.preventDefault(); takeFiles(filesOf(event.dataTransfer)); });
  part("picker-file").addEventListener("change", (event) => { takeFiles(event.target.files); event.target.value = ""; });
  dialog.addEventListener("paste", (event) => {
    const files = filesOf(event.clipboardData);
    if (files.length) { event.preventDefault(); takeFiles(files); }
  });
};

const searches = () => {
  let timer;
  for (const [field, search] of [["picker-search", loadLibrary], ["clip-search", loadClips]]) {
    part(field).addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 200); });
  }
  part("pick-tab-take").addEventListener("click", loadClips);
};

export const startPicker = () => {
  if (!dialog) return;
  startCrop();
  startRemote(choose);
  drops();
  searches();
  part("picker-url").addEventListener("submit", fetchOne);
  part("picker-use").addEventListener("click", use);
  part("picker-clear").addEventListener("click", clear);
  dialog.addEventListener("click", (event) => {
    const card = event.target.closest(".pick");
    if (card) taken(card);
    if (event.target.closest("[data-picker-close]")) close();
  });
  dialog.addEventListener("close", () => (opener?.isConnected ? opener : document.getElementById(opener?.id))?.focus());
  document.addEventListener("grabbed", (event) => choose(event.detail));
  document.addEventListener("click", (event) => {
    const edge = event.target.closest("[data-pick-edge]")?.dataset.pickEdge;
    if (edge) openPicker({ edge });
    if (event.target.closest("[data-pick-shot]")) openPicker({ shot: selectedShot().dataset.shot });
  });
};
