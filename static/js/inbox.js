// The list of an inbox: it follows what happens to takes of its workspace.
import "./following.js";
import { startUndoOffer } from "./undo-offer.js";

const SOON = 700; // milliseconds in which changes are gathered
let timer = null;

const tell = () => {
  timer = null;
  document.dispatchEvent(new Event("followed-changed"));
};

document.getElementById("inbox-live").addEventListener("htmx:wsBeforeMessage", (event) => {
  event.preventDefault();
  const message = JSON.parse(event.detail.message);
  if (!message.progress && !message.playlist) timer ??= setTimeout(tell, SOON);
});
startUndoOffer();
