// Verdicts: each button and key opens a note with the focus in it; nothing is filed before that is sent.
import { lettersOn } from "./shortcuts.js";
import { player } from "./player.js";

const dialog = () => document.getElementById("verdict-dialog");
const BY_KEY = { A: "approved", C: "changes", R: "rejected" };
const button = (verdict) => document.querySelector(`#decision-standing [data-verdict="${verdict}"]`);

const open = (pressed) => {
  if (!pressed || pressed.getAttribute("aria-disabled") === "true" || !dialog() || dialog().open) return;
  const { verdict, title, instead = "" } = pressed.dataset, needed = "needsNote" in pressed.dataset;
  const note = document.getElementById("verdict-note"), hint = document.getElementById("verdict-hint");
  const form = dialog().querySelector("form"), told = document.getElementById("verdict-instead");
  player.pause();
  document.getElementById("verdict-title").textContent = title;
  dialog().querySelector("[type=submit]").textContent = title;
  form.elements.verdict.value = verdict;
  form.elements.sha256.value = pressed.closest("[data-sha256]").dataset.sha256;
  note.required = needed;
  hint.textContent = needed ? hint.dataset.needed : hint.dataset.free;
  told.textContent = instead;
  told.hidden = !instead;
  document.getElementById("verdict-said").replaceChildren();
  dialog().showModal();
  note.focus();
};

const keys = (event) => {
  if (!event.shiftKey || !lettersOn() || event.ctrlKey || event.metaKey || event.altKey || !(event.key in BY_KEY)) return;
  if (event.target.closest?.("input, textarea, select, dialog")) return;
  event.preventDefault();
  open(button(BY_KEY[event.key]));
};

const openDialog = (id) => {
  if (id === "verdicts-dialog") showAll();
  document.getElementById(id).showModal();
};

const showAll = () => {
  const all = document.getElementById("verdicts-all")?.cloneNode(true);
  if (!all) return;
  all.hidden = false;
  all.removeAttribute("id");
  document.getElementById("verdicts-shown").replaceChildren(all);
};

// As where comments are written.
const send = (event) => {
  if (event.target.id !== "verdict-note" || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.target.form.requestSubmit();
};

export const startVerdicts = () => {
  document.addEventListener("click", ({ target }) => {
    const verdict = target.closest("#decision-standing [data-verdict][data-title]"), opener = target.closest("[data-open-dialog]");
    if (verdict) open(verdict);
    else if (opener) openDialog(opener.dataset.openDialog);
    else if (target.closest("[data-close-dialog]")) target.closest("dialog").close();
  });
  document.body.addEventListener("verdicts-changed", () => document.getElementById("decision-said")?.replaceChildren()); // guests have none
  document.body.addEventListener("htmx:afterRequest", ({ target, detail }) => {
    // A refusal is an answer as well to htmx, and its sentence stands in the dialog.
    if (!target.matches("#decision dialog form") || !(detail.xhr.status >= 200 && detail.xhr.status < 300)) return;
    target.closest("dialog").close();
    if (target.closest("dialog") === dialog()) target.reset();
  });
  document.addEventListener("keydown", keys);
  document.addEventListener("keydown", send);
};
