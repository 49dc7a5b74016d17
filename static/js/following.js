// Parts of a page that change by themselves are asked for again: often while something goes on, else now and then, and
// only while somebody looks. What a person is about to press, has selected or is typing stays as it is; a focus stays.
const SOON = 4_000, LATER = 30_000; // milliseconds
const unfollowed = document.getElementById("unfollowed");
let timer = null, asking = false, again = false, leaving = false, tries = 0;
const holds = [];

// Nothing is drawn while one of these is true: a drag, or a change of one's own that is on its way. Whoever holds says
// by `followed-changed` that it is over.
export const holdWhile = (test) => holds.push(test);
const held = () => holds.some((test) => test());

const marks = (node) => [...node.querySelectorAll("time")];

// What is drawn, but for what differs with every answer: tokens, and how long ago something was.
const drawn = (node) => {
  const copy = node.cloneNode(true);
  for (const one of copy.querySelectorAll("input[type=hidden]")) one.remove();
  for (const one of marks(copy)) { one.textContent = ""; }
  return copy.outerHTML.replace(/\s+/g, " ");
};

const isChanged = (field) => field.value !== field.defaultValue || Boolean(field.checked) !== Boolean(field.defaultChecked);
const isTyped = (field) => field.type !== "hidden" && (field === document.activeElement || isChanged(field));
const isSelected = (node) => { const picked = getSelection(); return !picked.isCollapsed && picked.containsNode(node, true); };
const isHeld = (node) => node.matches(":active") || isSelected(node) || [...node.querySelectorAll("input, textarea")].some(isTyped);

// The same control in a part that was drawn anew; where it went, the first link or button there is.
const nameOf = (control) => [control.localName, control.getAttribute("href") ?? control.form?.getAttribute("action"), control.value].join(" ");
const sameIn = (node, control) => {
  const all = [...node.querySelectorAll("a, button:not(:disabled)")], name = nameOf(control);
  return node.matches("a") ? node : all.find((one) => nameOf(one) === name) ?? all[0];
};

// Gives the new node where it takes the place of the old one, else the old one.
const renewed = (old, next) => {
  if (drawn(old) === drawn(next)) {
    const texts = marks(next);
    for (const [at, one] of marks(old).entries()) if (one.textContent !== texts[at].textContent) one.textContent = texts[at].textContent;
    return old;
  }
  return isHeld(old) ? old : next;
};

const swap = (old, next) => {
  if (renewed(old, next) === old) return;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(next);
  if (focused) sameIn(next, focused)?.focus({ preventScroll: true });
};

// The rows of a list by their ids, in their new order. The one that holds the focus is never moved: the others are.
const merge = (list, next) => {
  const wanted = new Set([...next.children].map((row) => row.id));
  for (const row of [...list.children]) if (!wanted.has(row.id) && !isHeld(row)) row.remove();
  for (const row of [...next.children]) {
    const old = document.getElementById(row.id);
    if (old) swap(old, row); else list.append(row);
  }
  const order = [...wanted].map((id) => document.getElementById(id));
  if (order.some((row, at) => list.children[at] !== row)) {
    const fixed = order.findIndex((row) => row.contains(document.activeElement));
    if (fixed >= 0) { for (const row of order.slice(0, fixed)) order[fixed].before(row); }
    for (const row of order.slice(fixed + 1)) list.append(row);
  }
  list.hidden = !list.children.length;
};

const draw = (answer) => {
  if (answer.title) document.title = answer.title;
  for (const part of document.querySelectorAll("[data-follow]")) {
    const next = answer.getElementById(part.id);
    if (next) (part.dataset.follow === "rows" ? merge : swap)(part, next);
  }
};

const look = async () => {
  if (asking || held()) { again = true; return; }
  clearTimeout(timer);
  again = false;
  if (document.hidden || leaving) return;
  asking = true;
  try {
    const answer = await fetch(location.href, { headers: { "HX-Request": "true" }, cache: "no-store" });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    const text = await answer.text();
    if (leaving) return;
    if (held()) again = true;
    if (!again) draw(new DOMParser().parseFromString(text, "text/html")); // else something changed since it was asked
    tries = 0;
  } catch {
    tries += 1; // told from the second time on: a server that is started anew is back by then
  } finally {
    asking = false;
  }
  unfollowed.hidden = tries < 2;
  if (again && !held()) { look(); return; }
  timer = setTimeout(look, document.querySelector("[data-goes-on]") || tries ? SOON : LATER);
};

// One press is one post, and an answer that was on its way does not take the pressed form away.
document.addEventListener("submit", (event) => {
  if (leaving) { event.preventDefault(); return; }
  leaving = true;
});
window.addEventListener("pageshow", (event) => { leaving = false; if (event.persisted) look(); });
document.addEventListener("visibilitychange", look);
// Whoever hears of a change does not wait for the next look.
document.addEventListener("followed-changed", look);
timer = setTimeout(look, SOON);
