// Sends edits one after another. The answer is the strip, swapped in place; focus, texts being typed and drags stay.
// Looks at the strip stand in the same line: answers never overtake one another, and htmx, which keeps but one request of
// an element waiting, never drops one.
import { main, speak, strip, tell, version } from "./page.js";
import { showState } from "./save-state.js";
import { whyUndone } from "./undone.js";
import { say } from "./words.js";

const listeners = new Set();
let queue = Promise.resolve();
let waiting = 0;

// Called after every swap of the strip, whoever caused it.
export const onStrip = (listener) => listeners.add(listener);

export const stripChanged = () => {
  main.dataset.version = strip().dataset.version;
  main.dataset.total = strip().dataset.total;
  for (const listener of listeners) listener();
  document.body.dispatchEvent(new Event("board-changed"));
};

// One operation; resolves with the HTTP status (0 where the server was not reached). It is sent once `before` is through;
// a function gives its values when its turn comes. Of what is `kept` to be sent again, nobody is told that it is not done.
export const edit = (values, { before, kept = false } = {}) => {
  waiting += 1;
  showState("saving");
  const result = queue.then(() => before).then(() => post(values, kept));
  queue = result.catch(() => {});
  return result;
};

// Resolves with the HTTP status of the answer, 0 where there was none.
const send = (method, path, values) => new Promise((resolve) => {
  const done = (event) => {
    if (event.detail.pathInfo?.requestPath !== path) return;
    main.removeEventListener("htmx:afterRequest", done);
    resolve(event.detail.xhr.status);
  };
  main.addEventListener("htmx:afterRequest", done);
  window.htmx.ajax(method, path, { source: main, target: "#strip", swap: "outerHTML", values }).catch(() => {});
});

// Resolves when everything that stands in the line by now is through.
export const settled = () => queue;

let looking = false;
// Fetches the strip as it is now; resolves with the HTTP status, or with 200 where a look is in the line already.
export const look = () => {
  if (looking) return Promise.resolve(200);
  looking = true;
  const result = queue.then(() => { looking = false; return send("GET", main.dataset.stripUrl); });
  queue = result.catch(() => {});
  return result;
};

const post = async (wanted, kept) => {
  const values = typeof wanted === "function" ? wanted() : wanted;
  // A conflict and a lost text stay until they are settled; what a paste left out stays until the paste is taken back.
  const told = document.querySelectorAll(`#board-notice > :not([data-conflict], [data-lost]${values.operation === "undo" ? "" : ", [data-stays]"})`);
  const status = await send("POST", main.dataset.editUrl, { version: version(), ...values });
  await handsFree();
  waiting -= 1;
  if (status) for (const note of told) note.remove();
  if (status === 200 && values.operation === "write") speak(say("Saved"));
  if (status === 200) stripChanged();
  else if (!kept && whyUndone(status)) tell(whyUndone(status));
  // Of what is refused, a text alone waits to be saved.
  if (!waiting) showState(status === 0 ? "lost" : status === 200 || values.operation !== "write" ? "saved" : "refused");
  return status;
};

// An answer never pulls the strip from under a hand: it is drawn when the hand lets go.
let isHeld = () => false;
let answer = null;
export const holdWhile = (condition) => { isHeld = condition; };

main.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.pathInfo.requestPath !== main.dataset.editUrl || event.detail.xhr.status !== 200 || !isHeld()) return;
  event.detail.shouldSwap = false;
  answer = event.detail.serverResponse;
});

const handsFree = async () => {
  if (!answer) return;
  await new Promise((resolve) => { document.addEventListener("drag-ended", resolve, { once: true }); });
  window.htmx.swap(strip(), answer, { swapStyle: "outerHTML", settleDelay: 0 });
  answer = null;
};
