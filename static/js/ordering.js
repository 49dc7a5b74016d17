// Ordering: what it would be is drawn anew with the problems, one request for all of it; the click confirms what was shown.
import { hasUnsaved } from "./drafts.js";
import { settled } from "./edits.js";
import { awaitTake } from "./stage.js";
import { main, speak, tell, version } from "./page.js";
import { answered, keep, unanswered, whatBecame } from "./unanswered.js";
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

const PATIENCE = 10_000; // milliseconds
const isDrawn = () => Number(document.getElementById("order-form").dataset.version) >= version();

// True as soon as what the order would be is told of the board as it stands; false where that does not come.
const drawn = () => new Promise((resolve) => {
  const done = (answer) => { clearTimeout(timer); document.body.removeEventListener("htmx:oobAfterSwap", see); resolve(answer); };
  const see = () => { if (isDrawn()) done(true); };
  const timer = setTimeout(done, PATIENCE, false);
  document.body.addEventListener("htmx:oobAfterSwap", see);
  see();
});

// The buttons are drawn anew meanwhile, so they are looked up again.
const buttons = () => document.querySelectorAll("[data-order-open]");
const isObstructed = (button) => button.getAttribute("aria-disabled") === "true";
let opening = false, ordering = false;
const busy = (is) => {
  opening = is;
  for (const button of buttons()) button.setAttribute("aria-busy", String(is));
};
const onScreen = () => [...buttons()].find((button) => button.offsetParent) ?? buttons()[0];

const clockOf = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
const beforeNote = document.getElementById("order-before");
const sayBefore = (sentence) => {
  beforeNote.hidden = !sentence;
  beforeNote.querySelector("p").textContent = sentence;
};

// Whoever clicked and got no answer is told what came of it before anything else can be ordered. True where that is known
// and it did not arrive.
const cleared = async () => {
  sayBefore("");
  const before = unanswered();
  if (!before) return true;
  const sentence = await whatBecame();
  if (sentence) { tell(sentence, { stays: true }); look(); return false; }
  if (sentence === null) { tell(say("No answer: whether your order of %(at)s arrived is not known yet. Nothing was ordered now.", { at: clockOf(before.at) })); return false; }
  sayBefore(say("Your order of %(at)s did not arrive: nothing was ordered by it. What stands here is a new one.", { at: clockOf(before.at) }));
  return true;
};

// The same, unasked: as soon as the connection is back, or the page is opened again.
const tellBefore = async () => {
  const before = unanswered();
  if (!before || ordering || opening) return;
  const sentence = await whatBecame();
  if (sentence) {
    dialog.close(); // what stands there would be a second one by now
    tell(sentence, { stays: true });
    look();
  } else if (sentence === "" && !dialog.open) tell(say("Your order of %(at)s has not arrived. Nothing was ordered by it so far.", { at: clockOf(before.at) }), { stays: true });
};

// What is typed and chosen is saved first, and what is confirmed is of that board: never of one that was before.
const open = async () => {
  if (dialog.open || opening) return;
  busy(true);
  await flush();
  await settled();
  if (hasUnsaved()) {
    busy(false);
    tell(say("Nothing was ordered: something you typed here is not saved yet. Settle that first."));
    return;
  }
  const isTold = await drawn();
  const isClear = isTold && await cleared();
  busy(false);
  if (isTold && !isClear) return;
  if (!isTold) { tell(say("No connection: nothing was ordered. Try again when it is back.")); return; }
  if (isObstructed(onScreen())) { speak(onScreen().title); showProblems(); return; }
  dialog.showModal();
  dialog.querySelector("[type=submit]")?.focus();
};

// A refusal says that nothing was ordered; anything but that and the order itself says nothing: it may have arrived.
const isRefusal = (status) => status >= 400 && status < 500 && ![408, 425, 429].includes(status);

// Resolves with the answer; also where the form was drawn anew meanwhile.
const send = (form) => new Promise((resolve) => {
  const path = form.getAttribute("action");
  const done = ({ detail }) => {
    if (detail.requestConfig?.verb !== "post" || detail.pathInfo?.requestPath !== path) return;
    document.body.removeEventListener("htmx:afterRequest", done);
    resolve({ order: detail.xhr.status === 200 && detail.xhr.getResponseHeader("X-Order"), status: detail.xhr.status });
  };
  document.body.addEventListener("htmx:afterRequest", done);
  const token = form.querySelector("[name=token]");
  window.htmx.ajax("POST", path, { source: form, target: token, swap: "outerHTML" }).catch(() => {});
});

const order = async (form) => {
  const button = form.querySelector("[type=submit]");
  if (ordering || button.getAttribute("aria-busy") === "true") return;
  ordering = true;
  button.setAttribute("aria-busy", "true");
  awaitTake();
  const before = unanswered(), token = form.querySelector("[name=token]");
  if (before) token.value = before.token;
  keep(token.value);
  const { order: placed, status } = await send(form);
  if (placed || (isRefusal(status) && !before)) answered();
  ordering = false;
  button.removeAttribute("aria-busy");
  dialog.close();
  look();
  if (placed === "placed") speak(say("The order is placed."));
  else if (!placed && !isRefusal(status)) await unclear();
};

// It is asked for at once, and again before the next order.
const unclear = async () => {
  const sentence = await whatBecame();
  if (sentence) tell(sentence, { stays: true });
  else tell(say("There was no answer: whether the order arrived is not known. It is asked again before anything else is ordered."), { stays: true });
};

// The list of earlier orders grows; the focus stays at it.
const listOlder = (button) => {
  const list = document.getElementById("request-against");
  list.parentElement.querySelector("[name=listed]").value = button.dataset.older;
  list.focus();
  look();
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
    if (target("[data-order-open]") && dialog) open();
    if (target("[data-order-close]")) dialog.close();
    if (target("[data-copy]")) copy(target("[data-copy]"));
    if (target("[data-older]")) listOlder(target("[data-older]"));
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-order]")) return;
    event.preventDefault();
    order(event.target);
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-order-where], [data-against]")) return;
    // What the button says belongs to the choice before, until it is drawn anew.
    if (event.target.matches("[data-order-where]")) dialog.querySelector("[type=submit]").setAttribute("aria-busy", "true");
    look();
  });
  // The button that opened it may have been drawn anew meanwhile: the focus goes to the one that stands in its place.
  dialog?.addEventListener("close", () => {
    const at = document.activeElement;
    if (at === document.body || dialog.contains(at)) onScreen()?.focus();
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.id === "problems-place") dialog.querySelector("[type=submit]")?.removeAttribute("aria-busy");
  });
  // A form under way keeps its token, so that no second press can be a second order.
  document.body.addEventListener("htmx:oobBeforeSwap", (event) => { if (ordering && event.target.id === "order-form") event.detail.shouldSwap = false; });
  document.addEventListener("DOMContentLoaded", look); // htmx listens from then on
  document.addEventListener("connection-back", () => { if (dialog && main.dataset.arrivedUrl) tellBefore(); });
};
