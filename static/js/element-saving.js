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

export const startSaving = () => {
  document.body.addEventListener("htmx:sendError", lost);
  document.body.addEventListener("htmx:afterRequest", answered);
  window.addEventListener("online", () => { for (const field of [...unsaved.keys()]) again(field); });
  window.addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
};
