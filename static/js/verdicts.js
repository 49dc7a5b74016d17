// Verdicts: each button and key opens a note with the focus in it; nothing is filed before that is sent. Where none can
// be given a key says why.
import { speak, tell } from "./page.js";
import { player } from "./player.js";
import { lettersOn } from "./shortcuts.js";
import { isDone } from "./undone.js";
import { tellOffer } from "./undo-offer.js";
import { forgetDraft, keepDraft, takeUpDraft } from "./verdict-draft.js";
import { say } from "./words.js";

const dialog = () => document.getElementById("verdict-dialog");
const BY_KEY = { A: "approved", C: "changes", R: "rejected" };
const standing = () => document.getElementById("decision-standing");
const button = (verdict) => standing().querySelector(`[data-verdict="${verdict}"][data-title]`); // verdicts on shots are listed there too
let filed = ""; // what was sent just now and is not on screen yet

// An approved take is reopened by whoever may judge it: that button has the focus then.
const refuse = (why) => {
  tell(why);
  document.getElementById("reopen-take")?.focus();
};

const press = (pressed) => {
  if (pressed && pressed.getAttribute("aria-disabled") !== "true") open(pressed);
  else refuse((pressed ?? standing().querySelector("[data-why]")).dataset.why);
};

const open = (pressed) => {
  if (!dialog() || dialog().open) return;
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
  takeUpDraft();
  dialog().showModal();
  note.focus();
};

const keys = (event) => {
  if (!event.shiftKey || !lettersOn() || event.ctrlKey || event.metaKey || event.altKey || !(event.key in BY_KEY)) return;
  if (!standing() || event.repeat || event.target.closest?.("input:not(#scrub), textarea, select, dialog")) return;
  event.preventDefault();
  press(button(BY_KEY[event.key]));
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
  if (!event.repeat) event.target.form.requestSubmit();
};

const sent = ({ target, detail }) => {
  if (!isDone(detail)) return;
  if (target.id === "reopen-take") filed = "reopened";
  if (!target.matches("#decision dialog form")) return;
  const isVerdict = target.closest("dialog") === dialog();
  filed = isVerdict ? "verdict" : "rule";
  if (isVerdict) forgetDraft();
  target.closest("dialog").close();
  if (isVerdict) target.reset();
};

// What is on screen now is spoken, and has the focus that the button had which is gone.
const drawn = ({ target }) => {
  if (target !== standing() || !filed) return;
  document.getElementById("board-notice").replaceChildren();
  document.getElementById(filed === "rule" ? "rule-open" : "decision-told").focus({ preventScroll: true });
  if (filed === "reopened") speak(say("This take is open again."));
  else if (filed === "verdict") tellOffer();
  filed = "";
};

export const startVerdicts = () => {
  document.addEventListener("click", ({ target }) => {
    const verdict = target.closest("#decision-standing [data-verdict][data-title]"), opener = target.closest("[data-open-dialog]");
    if (verdict) press(verdict);
    else if (opener) openDialog(opener.dataset.openDialog);
    else if (target.closest("[data-close-dialog]")) target.closest("dialog").close();
  });
  document.body.addEventListener("verdicts-changed", () => document.getElementById("decision-said")?.replaceChildren()); // guests have none
  document.body.addEventListener("htmx:afterRequest", sent);
  document.body.addEventListener("htmx:afterSettle", drawn);
  document.addEventListener("input", ({ target }) => { if (target.closest("#verdict-dialog form")) keepDraft(); });
  document.addEventListener("keydown", keys);
  document.addEventListener("keydown", send);
};
