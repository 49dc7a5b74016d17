// Sends edits one after another. The answer is the strip, swapped in place; focus, texts being typed and drags stay.
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

export const busy = () => waiting > 0;

const post = (values) => new Promise((resolve) => {
  const done = (event) => {
    if (event.detail.pathInfo?.requestPath !== main.dataset.editUrl) return;
    main.removeEventListener("htmx:afterRequest", done);
    finish(event.detail.xhr.status, resolve);
  };
  main.addEventListener("htmx:afterRequest", done);
  const payload = { version: version(), ...values };
  window.htmx.ajax("POST", main.dataset.editUrl, { source: main, target: "#strip", swap: "outerHTML", values: payload });
});

const finish = (status, resolve) => {
  waiting -= 1;
  if (status === 200) {
    document.getElementById("board-notice").replaceChildren();
    stripChanged();
  }
  if (!waiting) showState(status === 200 ? "saved" : status === 0 ? "lost" : "refused");
  resolve(status);
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
