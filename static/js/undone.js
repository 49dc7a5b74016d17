// What was pressed and could not be done, in a sentence: in the dialog that is open, else in the place for refusals.
import { tell } from "./page.js";
import { say } from "./words.js";

export const OFFLINE = 0, SIGNED_OUT = 401, NO_ROLE = 403, NOT_THERE = 404, DISK_FULL = 507;
const TOLD_IN_WORDS = [409, 422]; // what two people disagree on and what is refused comes with a sentence of its own

const sentences = {
  [OFFLINE]: () => say("There was no answer. Whether it was done shows when the connection is back."),
  [SIGNED_OUT]: () => say("Nothing was changed: you are signed out here, or signed in as somebody else. Sign in again in another tab, and try again."),
  [NO_ROLE]: () => say("Nothing was changed: your role does not allow this any more. Ask an owner for it."),
  [NOT_THERE]: () => say("Nothing was changed: this is not there for you any more. Load the page anew."),
  [DISK_FULL]: () => say("Nothing was changed: the server’s disk is full. Tell the person who runs this server."),
};

// Whether an answer says that it was done: to htmx a refusal is an answer as well.
export const isDone = ({ xhr }) => xhr.status >= 200 && xhr.status < 300;

// Why something was not done, or nothing where it was, or where that is told in words already.
export const whyUndone = (status) => {
  if ((status >= 200 && status < 400) || TOLD_IN_WORDS.includes(status)) return "";
  return sentences[status]?.() ?? say("Nothing was changed: the server could not do it. Try again.");
};

const place = () => document.querySelector('dialog[open] [aria-live="assertive"]');

const complain = ({ detail }) => {
  const { xhr, requestConfig } = detail, why = whyUndone(xhr.status);
  if (!why || requestConfig.verb === "get" || requestConfig.elt.matches("[data-tells]")) return;
  if (place()) place().replaceChildren(Object.assign(document.createElement("p"), { className: "field__error", textContent: why }));
  else tell(why);
};

// For pages whose buttons have no place of their own for that; a form that tells by itself is marked with `data-tells`.
export const tellUndone = () => {
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.body.addEventListener(name, complain);
};
