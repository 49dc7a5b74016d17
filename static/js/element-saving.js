// Texts of an element save themselves (htmx posts them); here is what happens when the server cannot be reached.
import { say } from "./words.js";

const unsaved = new Map(); // field → timer of its next try

const said = (field) => document.getElementById(field.dataset.saves);

const lost = (event) => {
  const field = event.target;
  if (!field.matches?.("[data-saves]")) return;
  const place = said(field);
  place.textContent = say("Not saved: no connection. Your text is kept here.");
  place.dataset.unsaved = "";
  clearTimeout(unsaved.get(field));
  unsaved.set(field, setTimeout(() => again(field), 3000));
};

const again = (field) => {
  clearTimeout(unsaved.get(field));
  unsaved.delete(field);
  if (field.isConnected) window.htmx.trigger(field, "change");
};

const answered = (event) => {
  const field = event.target;
  if (!field.matches?.("[data-saves]") || !event.detail.xhr?.status) return;
  clearTimeout(unsaved.get(field));
  unsaved.delete(field);
  delete said(field)?.dataset.unsaved;
  field.toggleAttribute("aria-invalid", event.detail.xhr.status === 422);
  if (event.detail.xhr.status === 422) field.setAttribute("aria-invalid", "true");
};

// Two people wrote the same text: both stand there until one is chosen. The field then goes by that, having seen theirs.
const wait = (event) => {
  const field = event.target;
  const box = field.matches?.("[data-saves]") && said(field).querySelector("[data-conflict]");
  if (!box) return;
  event.preventDefault();
  box.querySelector("[data-mine]").textContent = field.value;
};

const keep = (button) => {
  const box = button.closest("[data-conflict]"), { field: name, version } = box.dataset;
  const field = document.getElementById(`element-${name}`);
  document.getElementById(`seen-${name}`).value = version;
  if (button.dataset.keep === "theirs") field.value = box.querySelector("[data-theirs]").textContent;
  box.remove();
  field.focus();
  window.htmx.trigger(field, "change");
};

export const startSaving = () => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-keep]");
    if (button) keep(button);
  });
  document.body.addEventListener("htmx:beforeRequest", wait);
  document.body.addEventListener("htmx:sendError", lost);
  document.body.addEventListener("htmx:afterRequest", answered);
  window.addEventListener("online", () => { for (const field of [...unsaved.keys()]) again(field); });
  window.addEventListener("beforeunload", (event) => { if (unsaved.size || document.querySelector("[data-conflict]")) event.preventDefault(); });
};
