// `@` in a comment opens the people of the workspace: a listbox that the textarea points at. Typing goes on, arrow keys
// choose, Enter or Tab takes, Escape leaves the text as it is.
const QUERY = /(?:^|[^\p{L}\p{N}])@([\p{L}][^@\s]{0,30}|)$/u; // not within a word, as in an address of mail
const FOUND = 6;
const menu = () => document.getElementById("people-menu");
const field = () => document.getElementById("composer-text");
let open = null; // { at, found, chosen }

const people = () => JSON.parse(document.getElementById("composer").dataset.people);
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const queryOf = () => {
  const found = field().value.slice(0, field().selectionStart).match(QUERY);
  return found && { at: field().selectionStart - found[1].length, text: folded(found[1]) };
};

const close = () => {
  open = null;
  field().removeAttribute("aria-activedescendant");
  if (menu().matches(":popover-open")) menu().hidePopover();
};

const choose = (index) => {
  open.chosen = (index + open.found.length) % open.found.length;
  for (const [at, row] of [...menu().children].entries()) row.setAttribute("aria-selected", String(at === open.chosen));
  field().setAttribute("aria-activedescendant", `person-${open.chosen}`);
};

const row = ([name, shown], index) => {
  const item = Object.assign(document.createElement("li"), { id: `person-${index}`, role: "option", className: "mention-menu__row" });
  item.dataset.index = index;
  const words = document.createElement("span");
  words.append(Object.assign(document.createElement("b"), { textContent: shown }), Object.assign(document.createElement("small"), { textContent: `@${name}` }));
  item.append(words);
  return item;
};

const place = () => {
  const box = field().getBoundingClientRect(), { height } = menu().getBoundingClientRect();
  menu().style.left = `${Math.max(8, box.left)}px`;
  menu().style.top = `${Math.max(8, box.top - height - 6)}px`;
};

const look = () => {
  const query = queryOf();
  const found = query ? people().filter((one) => one.some((text) => folded(text).startsWith(query.text))).slice(0, FOUND) : [];
  if (!found.length) { close(); return; }
  open = { at: query.at, found, chosen: 0 };
  menu().replaceChildren(...found.map(row));
  if (!menu().matches(":popover-open")) menu().showPopover();
  place();
  choose(0);
};

const put = (text, from) => {
  field().setRangeText(text, from, field().selectionStart, "end");
  field().dispatchEvent(new Event("input", { bubbles: true }));
};

const take = (index) => {
  const { at, found } = open;
  close();
  put(`${found[index][0]} `, at);
  close();
};

const keys = (event) => {
  if (!open || event.target !== field() || event.isComposing || event.ctrlKey || event.metaKey) return;
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) choose(open.chosen + by);
  else if (event.key === "Enter" || event.key === "Tab") take(open.chosen);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
};

export const startNaming = () => {
  document.addEventListener("input", ({ target }) => { if (target === field()) look(); });
  document.addEventListener("keydown", keys, { capture: true });
  window.addEventListener("resize", () => { if (open) close(); });
  document.addEventListener("focusout", ({ target }) => { if (open && target === field()) close(); });
  document.addEventListener("pointerdown", (event) => { if (menu()?.contains(event.target)) event.preventDefault(); }); // the text keeps the focus
  document.addEventListener("click", ({ target }) => {
    const item = target.closest("#people-menu [data-index]");
    if (item) take(Number(item.dataset.index));
    if (!target.closest("[data-name-someone]")) return;
    field().focus();
    const before = field().value[field().selectionStart - 1];
    put(before && !/\s/.test(before) ? " @" : "@", field().selectionStart);
  });
};
