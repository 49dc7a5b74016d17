// What is told of the project, to whoever on the page of a take wants to hear it: one connection for all of them.
import { connect } from "./page.js";

const place = document.getElementById("review-live");
const listeners = new Set();

// The number of the newest event that the page as it came knows of.
export const numberAtFirst = Number(place?.dataset.number);

// Called with every message.
export const onMessage = (listener) => listeners.add(listener);

place?.addEventListener("htmx:wsBeforeMessage", (event) => {
  event.preventDefault();
  const message = JSON.parse(event.detail.message);
  for (const listener of listeners) listener(message);
});
if (place) connect(place);
