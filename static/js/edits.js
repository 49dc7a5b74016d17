// Sends edits one after another. The answer is the strip, swapped in place; focus, texts being typed and drags stay.
// Looks at the strip stand in the same line: answers never overtake one another, and htmx, which keeps but one request of
// an element waiting, never drops one.
import { main, strip, version } from "./page.js";
import { say } from "./words.js";

const state = document.getElementById("save-state");
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

// One operation; resolves with the HTTP status (0 where the server was not reached).
export const edit = (values) => {
  waiting += 1;
  showState("saving");
  const result = queue.then(() => post(values));
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

const post = async (values) => {
  const told = document.querySelectorAll("#board-notice > :not([data-conflict], [data-stays])"); // a conflict stays until it is settled
  const status = await send("POST", main.dataset.editUrl, { version: version(), ...values });
  waiting -= 1;
  if (status) for (const note of told) note.remove();
  if (status === 200) stripChanged();
  if (!waiting) showState(status === 200 ? "saved" : status === 0 ? "lost" : "refused");
  return status;
};

const showState = (name) => {
  if (!state) return;
  state.dataset.state = name;
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(new Date());
  const texts = {
    saving: say("Saving…"),
    saved: say("Saved %(time)s", { time }),
    lost: say("Not saved: no connection. Your text is kept here."),
    refused: say("Not saved"),
  };
  state.querySelector("[data-save-text]").textContent = texts[name];
};
