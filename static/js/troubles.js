// What stands in the way of saving: a bar that says what happened, what was kept and what to do, for as long as it does.
import { allDrafts } from "./drafts.js";
import { main } from "./page.js";
import { DISK_FULL, NO_ROLE, NOT_THERE, OFFLINE, SIGNED_OUT } from "./undone.js";
import { say } from "./words.js";

const bar = document.getElementById("unsaved");

const TOO_LARGE = 413;
const TOLD_IN_WORDS = [409, 422]; // what two people disagree on and what is refused is told where it is written

const sentences = {
  [OFFLINE]: () => say("No connection. What you type is kept in this browser and saved by itself when it is back; what others do is not shown until then."),
  [SIGNED_OUT]: () => say("You are signed out here, or signed in as somebody else. What you typed is kept in this browser: sign in again, and it is saved."),
  [NO_ROLE]: () => say("Your role does not allow editing any more. What you typed is kept in this browser, and saved when an owner has given you the role again."),
  [NOT_THERE]: () => say("This board is not there for you any more. What you typed is kept in this browser for 30 days."),
  [TOO_LARGE]: () => say("The server refuses so much text at once. What you typed is kept in this browser and tried again; tell the person who runs this server."),
  [DISK_FULL]: () => say("The server’s disk is full. What you typed is kept in this browser and tried again by itself; tell the person who runs this server."),
};

// Whether an answer may be another one soon.
export const isPassing = (status) => ![200, SIGNED_OUT, NO_ROLE, NOT_THERE, ...TOLD_IN_WORDS].includes(status);

let shown = null; // the status that is told of

const draw = (status) => {
  if (!bar || (status === shown && !bar.hidden)) return;
  shown = status;
  bar.hidden = status === null;
  if (status === null) return;
  const sentence = sentences[status]?.() ?? say("The server could not save. What you typed is kept in this browser and tried again by itself.");
  bar.querySelector("[data-sentence]").textContent = sentence;
  bar.querySelector("[data-sign-in]").hidden = status !== SIGNED_OUT;
};

// Tells of the answer to a text: until one is saved, or nothing is left to save.
export const showTrouble = (status) => {
  if (status === 200 || TOLD_IN_WORDS.includes(status) || !allDrafts().length) draw(null);
  else draw(status);
};

export const startTroubles = () => {
  window.addEventListener("offline", () => draw(OFFLINE));
  const back = () => { if ([OFFLINE, SIGNED_OUT].includes(shown) && !allDrafts().length) draw(null); };
  window.addEventListener("online", back);
  document.addEventListener("connection-back", () => { if (shown === OFFLINE) draw(null); else back(); });
  // Other pages go to the sign-in page. Here that would leave what is typed.
  document.body.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status !== SIGNED_OUT) return;
    event.preventDefault();
    draw(SIGNED_OUT);
  });
  // Whoever signed in again in another tab has another token there; and what this page's person typed is sent as theirs.
  document.body.addEventListener("htmx:configRequest", ({ detail: { headers } }) => {
    headers["X-Person"] = main.dataset.person;
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (token) headers["X-CSRFToken"] = token;
  });
};
