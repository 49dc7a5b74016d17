// Ordering: what it would be is drawn anew with the problems, one request for all of it; the click confirms what was shown.
import { awaitTake } from "./stage.js";
import { speak, tell } from "./page.js";
import { say } from "./words.js";
import { flush } from "./writing.js";

const dialog = document.getElementById("order-dialog");

const look = () => document.body.dispatchEvent(new Event("board-changed"));

// Where something stands in the way, the button leads to it.
const showProblems = () => {
  const first = document.querySelector('#problems [data-severity="blocks"] [data-go]');
  first?.focus();
  first?.scrollIntoView({ block: "center" });
};

const open = async (button) => {
  if (button.getAttribute("aria-disabled") === "true") { speak(button.title); showProblems(); return; }
  await flush();
  dialog.showModal();
  dialog.querySelector("[type=submit]")?.focus();
};

const send = (form) => new Promise((resolve) => {
  form.addEventListener("htmx:afterRequest", (event) => resolve(event.detail.xhr.status), { once: true });
  const token = form.querySelector("[name=token]");
  window.htmx.ajax("POST", form.getAttribute("action"), { source: form, target: token, swap: "outerHTML" }).catch(() => {});
});

const order = async (form) => {
  const button = form.querySelector("[type=submit]");
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  awaitTake();
  const status = await send(form);
  button.removeAttribute("aria-busy");
  dialog.close();
  look();
  if (status === 200) speak(say("The order is placed."));
  else if (!status) tell(say("No connection: whether the order arrived is not known. Look at the takes."));
};

const copy = async (button) => {
  const text = document.querySelector(`[data-copied="${button.dataset.copy}"]`).content.textContent;
  try {
    await navigator.clipboard.writeText(text);
    speak(say("Copied."));
    button.dataset.done = "";
    setTimeout(() => { delete button.dataset.done; }, 1500);
  } catch {
    tell(say("This browser does not allow copying here. Select the text and copy it."));
  }
};

export const startOrdering = () => {
  document.addEventListener("click", (event) => {
    const target = (selector) => event.target.closest(selector);
    if (target("[data-order-open]") && dialog) open(target("[data-order-open]"));
    if (target("[data-order-close]")) dialog.close();
    if (target("[data-copy]")) copy(target("[data-copy]"));
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-order]")) return;
    event.preventDefault();
    order(event.target);
  });
  document.addEventListener("change", (event) => { if (event.target.matches("[data-order-where], [data-against]")) look(); });
  document.addEventListener("DOMContentLoaded", look); // htmx listens from then on
};
