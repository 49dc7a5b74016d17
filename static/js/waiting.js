// How many takes wait for a verdict, in the navigation: counted again when something of the workspace changed.
const SOON = 1500; // milliseconds in which changes are gathered
let timer = null;

const link = () => document.getElementById("inbox-link");

const count = async () => {
  timer = null;
  if (document.hidden) return;
  const answer = await fetch(link().dataset.countUrl, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return; // the next change counts again
  const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("inbox-link");
  link().replaceChildren(...next.childNodes);
};

const soon = () => { timer ??= setTimeout(count, SOON); };

export const startWaiting = () => {
  document.body.addEventListener("htmx:wsBeforeMessage", ({ detail }) => { if (!JSON.parse(detail.message).progress) soon(); });
  document.addEventListener("visibilitychange", soon);
};
