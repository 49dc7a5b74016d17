// What this browser keeps for its person: things by a name, until a month has passed. A browser may keep nothing, or be
// full: whoever keeps something has it in the page all the same.
const LONGEST = 30 * 24 * 3600 * 1000; // milliseconds

export const forget = (name) => {
  try { localStorage.removeItem(name); } catch { /* see above */ }
};

// A word under a name, null where there is none.
export const wordOf = (name) => {
  try { return localStorage.getItem(name); } catch { return null; }
};

export const keepWord = (name, word) => {
  try { localStorage.setItem(name, word); } catch { /* see above */ }
};

// A word that the server is told as well, so that its pages come as they are to look.
export const keepLook = (name, word) => {
  document.cookie = `${name}=${word}; path=/; max-age=31536000; samesite=lax`;
};

export const lookOf = (name) => document.cookie.match(`(?:^|; )${name}=([^;]+)`)?.[1];

export const keep = (name, what) => keepWord(name, JSON.stringify({ ...what, at: Date.now() }));

// What was kept under a name, null where there is nothing or it is older than a month.
export const kept = (name) => {
  let what = null;
  try { what = JSON.parse(wordOf(name)); } catch { /* not ours */ }
  if (what && !(Date.now() - what.at > LONGEST)) return what;
  forget(name);
  return null;
};
