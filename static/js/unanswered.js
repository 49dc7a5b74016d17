// The order whose answer never came: its token is kept in this browser's own storage, also for a reload or a closed tab,
// and is the token of whatever is ordered next, until the server has said what became of it. So no second click can be a
// second order for want of an answer to the first.
import { main } from "./page.js";

const KEY = `unanswered ${main.dataset.person} ${main.dataset.project}`;
const LATEST = 10 * 60 * 1000; // milliseconds after which a request that was sent cannot arrive any more
let own = null; // where the browser keeps nothing

// { token, at } or null.
export const unanswered = () => {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? own; } catch { return own; }
};

export const keep = (token) => {
  own = { token, at: Date.now() };
  try { localStorage.setItem(KEY, JSON.stringify(own)); } catch { /* see above */ }
};

export const answered = () => {
  own = null;
  try { localStorage.removeItem(KEY); } catch { /* see above */ }
};

// What became of it: a sentence where it arrived, empty where it did not, null where the server does not answer.
export const whatBecame = async () => {
  const { token } = unanswered();
  try {
    const answer = await fetch(`${main.dataset.arrivedUrl}?token=${encodeURIComponent(token)}`, { cache: "no-store", headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return null;
    const { sentence } = await answer.json();
    const kept = unanswered(); // another page of this browser may have heard it, or sent it again
    if (kept?.token === token && (sentence || Date.now() - kept.at > LATEST)) answered();
    return sentence;
  } catch {
    return null;
  }
};
