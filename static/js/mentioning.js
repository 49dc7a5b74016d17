// `@` opens the elements, those on the board first. The list is a listbox that the textarea points at: typing goes on,
// arrow keys choose, Enter or Tab takes, Escape leaves the text as it is.
import { edit } from "./edits.js";
import { findElements, picture } from "./casting.js";
import { editable, speak } from "./page.js";
import { insert, isMention, placeOf } from "./prompting.js";
import { say, sayMany } from "./words.js";

const PAUSE = 90;
const QUERY = /(?:^|[^\p{L}\p{N}])@([^@\n]{0,30})$/u; // not within a word, as in an address of mail
const list = document.getElementById("mention-menu");
let open = null; // { field, at, found, chosen }
let dismissed = null; // { field, at } where Escape was pressed
let asked = 0;
let waiting = 0;

const queryOf = (field) => {
  if (field.selectionStart !== field.selectionEnd) return null;
  const found = field.value.slice(0, field.selectionStart).match(QUERY);
  const at = found && field.selectionStart - found[1].length - 1;
  return found && !isMention(field, at) ? { at, text: found[1] } : null; // an @ that is a chip already asks for nothing
};

const close = () => {
  if (!open) return;
  for (const name of ["aria-activedescendant", "aria-controls", "aria-autocomplete"]) open.field.removeAttribute(name);
  open = null;
  asked += 1;
  list.hidePopover();
};

const row = (element, index) => {
  const item = document.createElement("li"), words = document.createElement("span");
  item.id = `mention-${index}`;
  item.role = "option";
  item.className = "mention-menu__row";
  item.dataset.mention = element.id;
  const name = document.createElement("b"), handle = document.createElement("small");
  name.textContent = element.name;
  handle.textContent = element.on_board ? say("On this board") : say("From the library");
  words.append(name, handle);
  item.append(picture(element), words);
  return item;
};

const choose = (index) => {
  open.chosen = (index + open.found.length) % open.found.length;
  for (const [at, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(at === open.chosen));
  open.field.setAttribute("aria-activedescendant", `mention-${open.chosen}`);
  list.children[open.chosen].scrollIntoView({ block: "nearest" });
};

// Below the caret, or above it where there is no room, and never out of the window.
const place = () => {
  const caret = placeOf(open.field, open.at);
  const { width, height } = list.getBoundingClientRect();
  const below = caret.bottom + 6 + height < innerHeight;
  list.style.top = `${Math.max(8, below ? caret.bottom + 6 : caret.top - 6 - height)}px`;
  list.style.left = `${Math.max(8, Math.min(caret.left, innerWidth - width - 8))}px`;
};

const look = async (field, query) => {
  const turn = ++asked;
  const found = await findElements(query.text).catch(() => []);
  const now = queryOf(field);
  if (turn !== asked || document.activeElement !== field || !now || now.at !== query.at) return;
  if (!found.length) { if (open) speak(say("No element has that name.")); close(); return; }
  open = { field, at: query.at, found, chosen: 0 };
  list.replaceChildren(...found.map(row));
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-autocomplete", "list");
  if (!list.matches(":popover-open")) list.showPopover();
  place();
  choose(0);
  speak(sayMany("%(count)s element. Enter takes it.", "%(count)s elements. Arrow keys choose, Enter takes one.", found.length));
};

const typed = (event) => {
  const field = event.target;
  if (!field.matches?.("[data-mentions]") || field.readOnly) return;
  clearTimeout(waiting);
  const query = queryOf(field);
  if (!query || (dismissed?.field === field && dismissed.at === query.at)) { close(); return; }
  dismissed = null;
  waiting = setTimeout(() => look(field, query), PAUSE);
};

// The mention stands in the text at once; an element of the library comes onto the board with it, where there is room.
const take = async (element) => {
  const { field, at } = open;
  close();
  const after = field.value[field.selectionStart];
  insert(field, `{{element:${element.id}}}${!after || /[\p{L}\p{N}]/u.test(after) ? " " : ""}`, at, field.selectionStart, { [element.id]: element });
  if (!element.on_board && (await edit({ operation: "add_element", element: element.id })) === 200) speak(say("%(name)s is on the board.", { name: element.name }));
};

const keys = (event) => {
  if (!open || event.target !== open.field || event.isComposing) return;
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) choose(open.chosen + by);
  else if (event.key === "Enter" || event.key === "Tab") take(open.found[open.chosen]);
  else if (event.key === "Escape") { dismissed = { field: open.field, at: open.at }; close(); }
  else return;
  event.preventDefault();
  event.stopPropagation();
};

const begin = (button) => {
  const field = document.getElementById(button.dataset.mentionIn);
  field.focus();
  const before = field.value[field.selectionStart - 1];
  dismissed = null;
  insert(field, before && !/\s/.test(before) ? " @" : "@");
};

export const startMentioning = () => {
  if (!list || !editable()) return;
  document.addEventListener("input", typed);
  document.addEventListener("keydown", keys, { capture: true });
  document.addEventListener("focusout", (event) => { if (event.target === open?.field) close(); });
  document.addEventListener("selectionchange", () => { if (open && queryOf(open.field)?.at !== open.at) close(); });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the text keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[data-mention]");
    if (item) take(open.found.find((element) => element.id === item.dataset.mention));
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mention-in]");
    if (button) begin(button);
  });
};
