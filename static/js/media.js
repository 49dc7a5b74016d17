// The library of media: opening files beside the list, uploading, and the keys of the page.
import { beside } from "./grid.js";
import { startHovering } from "./hovering.js";
import { startPreviews } from "./previews.js";
import { fetchAddress, filesOf, upload } from "./uploading.js";
import { say } from "./words.js";

const library = document.getElementById("library");
const detail = document.getElementById("detail");
const search = document.getElementById("search");
const words = document.getElementById("q");
const cards = () => [...document.querySelectorAll("#cards .element")];
const openOf = (card) => card?.querySelector(".element__open");
const current = () => cards().find((card) => card.dataset.asset === detail.querySelector(".detail")?.dataset.asset);

const mark = () => {
  const open = "open" in library.dataset ? current() : null;
  for (const card of cards()) openOf(card).toggleAttribute("aria-current", card === open);
  openOf(open)?.setAttribute("aria-current", "true");
};

const query = () => new URLSearchParams([...new FormData(search)].filter(([, value]) => value)).toString();

const show = async (path, { push = true, focus = false } = {}) => {
  await window.htmx.ajax("GET", path, { target: "#detail", swap: "innerHTML" });
  library.dataset.open = "";
  if (push) history.pushState({ library: true }, "", `${path}?${query()}`);
  mark();
  detail.scrollTop = 0;
  if (getComputedStyle(document.getElementById("main")).display === "none") window.scrollTo(0, 0);
  if (focus) detail.focus({ preventScroll: true });
};

const close = ({ push = true } = {}) => {
  const card = current();
  delete library.dataset.open;
  detail.querySelector("video, audio")?.pause();
  if (push) history.pushState({ library: true }, "", `${search.getAttribute("action")}?${query()}`);
  mark();
  openOf(card)?.focus();
};

const refresh = () => window.htmx.trigger(document.body, "library-changed");

// Each file stands in the list of its kind; the last one taken decides which is shown.
const listed = (card) => {
  if (!card) return;
  document.getElementById(`kind-${card.dataset.kind}`).checked = true;
  words.value = "";
  refresh();
};

const take = async (files) => {
  const { uploadUrl: url, workspace } = library.dataset;
  for (const row of document.querySelectorAll('#uploads [data-state="done"]')) row.remove();
  const taken = await Promise.all([...files].map((file) => upload(file, { url, workspace, list: document.getElementById("uploads") })));
  listed(taken.filter(Boolean).at(-1));
};

const fetchOne = async (event) => {
  event.preventDefault();
  const button = event.target.querySelector("button"), field = document.getElementById("media-address");
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  const { fetchUrl: url, workspace } = library.dataset;
  const { card, sentence } = await fetchAddress(field.value, { url, workspace }).catch(() => ({ sentence: say("No connection to the server. Try again.") }));
  button.removeAttribute("aria-busy");
  document.getElementById("media-error").textContent = card ? "" : sentence;
  if (card) field.value = "";
  listed(card);
};

const pressed = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && detail.contains(event.target)) { close(); return; }
  if (event.target === words && event.key === "ArrowDown") { event.preventDefault(); openOf(cards()[0])?.focus(); return; }
  if (event.key === "/" && !event.target.matches("input[type=search]")) { event.preventDefault(); words.focus(); words.select(); return; }
  const card = event.target.matches(".element__open") && event.target.closest(".element");
  if (!card || !["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  const next = beside(cards(), card, event.key);
  if (next) openOf(next).focus();
  else if (event.key === "ArrowUp") words.focus();
};

const clicked = (event) => {
  const open = event.target.closest(".element__open");
  if (open && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)) {
    event.preventDefault();
    show(open.getAttribute("href"), { focus: event.detail === 0 });
  }
  if (event.target.closest("[data-back]")) { event.preventDefault(); close(); }
};

document.addEventListener("click", clicked);
document.addEventListener("keydown", pressed);
search.addEventListener("submit", (event) => event.preventDefault());
document.body.addEventListener("htmx:afterSwap", mark);
window.addEventListener("popstate", () => {
  if (location.pathname === search.getAttribute("action")) close({ push: false });
  else show(location.pathname, { push: false });
});
if (library.dataset.uploadUrl) {
  document.getElementById("media-file").addEventListener("change", (event) => { take(event.target.files); event.target.value = ""; });
  document.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(filesOf(event.dataTransfer));
  });
  document.getElementById("media-url").addEventListener("submit", fetchOne);
  document.addEventListener("paste", (event) => { if (event.clipboardData.files.length) take(filesOf(event.clipboardData)); });
}
startPreviews();
startHovering();
mark();
