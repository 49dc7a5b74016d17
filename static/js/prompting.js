// Prompts with mentions: a real textarea, and behind it the same text painted with chips. Its value is the shown text;
// `read` and `put` deal in the stored form. IME, undo, paste and screen readers meet nothing but the textarea.
import { onStrip } from "./edits.js";
import { strip } from "./page.js";
import { follow, parse, sentLength, toStored, whole } from "./mentions.js";

const OWN_TYPE = "application/x-storyboard-prompt";
const REMEMBERED = 300;
const editors = new Map(); // textarea → { text, marks, paint, past, arriving }

const met = {}; // elements that this page put into a prompt before the board's answer names them

// What each element is called and sent as, by id.
export const names = () => ({ ...met, ...JSON.parse(strip().dataset.names) });

export const read = (field) => (editors.has(field) ? toStored(editors.get(field)) : field.value);

export const put = (field, stored) => {
  const editor = editors.get(field);
  if (!editor) { field.value = stored; return; }
  const shown = parse(stored, names());
  field.value = shown.text;
  editor.past.clear();
  keep(field, editor, shown);
};

// Puts stored text where the selection is, as typing would: it can be undone, and it is heard by whoever listens.
export const insert = (field, stored, from = field.selectionStart, to = field.selectionEnd, known = {}) => {
  const editor = editors.get(field);
  Object.assign(met, known);
  const { text, marks } = parse(stored, names());
  field.focus();
  field.setSelectionRange(...whole(editor.marks, from, to));
  editor.arriving = marks.map((mark) => ({ ...mark, start: mark.start + field.selectionStart, end: mark.end + field.selectionStart }));
  // The one call that keeps a textarea's undo; nothing has replaced it.
  const typed = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (!typed) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
  }
};

// How far the longest beginning of the shown text goes that is sent in so many code points.
export const beginning = (field, length) => {
  const editor = editors.get(field) ?? { text: field.value, marks: [] };
  let [fits, ends] = [0, editor.text.length + 1];
  while (ends - fits > 1) {
    const middle = (fits + ends) >> 1;
    if (sentLength(toStored(editor, 0, middle), names()) <= length) fits = middle;
    else ends = middle;
  }
  const [from] = whole(editor.marks, fits, fits);
  return /[\uDC00-\uDFFF]/.test(editor.text[from] ?? "") ? from - 1 : from;
};

// Whether a mention begins at that place of the shown text.
export const isMention = (field, at) => editors.get(field).marks.some((mark) => mark.start === at);

// Where a place of the shown text is on screen.
export const placeOf = (field, at) => {
  const range = document.createRange();
  let left = at;
  const walker = document.createTreeWalker(editors.get(field).paint, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (left <= node.length) { range.setStart(node, left); range.setEnd(node, Math.min(left + 1, node.length)); break; }
    left -= node.length;
  }
  return range.getClientRects()[0] ?? field.getBoundingClientRect();
};

const keep = (field, editor, { text, marks }) => {
  Object.assign(editor, { text, marks });
  editor.past.delete(text);
  editor.past.set(text, marks);
  if (editor.past.size > REMEMBERED) editor.past.delete(editor.past.keys().next().value);
  paint(editor);
};

const paint = ({ text, marks, paint: layer }) => {
  const pieces = [];
  let at = 0;
  for (const mark of marks) {
    const chip = document.createElement("mark");
    chip.className = "prompt__chip";
    chip.textContent = text.slice(mark.start, mark.end);
    pieces.push(text.slice(at, mark.start), chip);
    at = mark.end;
  }
  layer.replaceChildren(...pieces, `${text.slice(at)}\n`); // a last line that is empty takes its room as well
};

const changed = (field, event) => {
  const editor = editors.get(field);
  const text = field.value;
  const undone = event.inputType?.startsWith("history") && editor.past.get(text);
  const marks = undone || [...follow(editor, text, field.selectionStart), ...(editor.arriving ?? [])];
  editor.arriving = null;
  keep(field, editor, { text, marks: [...marks].sort((one, other) => one.start - other.start) });
};

// Deleting or writing over a part of a mention takes all of it: one key, and one step of undo.
const widen = (event) => {
  const field = event.target, { marks } = editors.get(field);
  if (event.inputType.startsWith("history") || event.isComposing) return;
  let [from, to] = [field.selectionStart, field.selectionEnd];
  if (from === to && !event.inputType.startsWith("delete")) from = to = outside(marks, from);
  else if (from === to) {
    const back = /Backward/.test(event.inputType);
    const chip = marks.find((mark) => (back ? mark.end === from : mark.start === from));
    if (chip) [from, to] = [chip.start, chip.end];
  }
  [from, to] = whole(marks, from, to);
  if (from !== field.selectionStart || to !== field.selectionEnd) field.setSelectionRange(from, to);
};

// The caret stands before or after a mention, never in it: the nearer end of the one that a place lies in.
const outside = (marks, at) => {
  const chip = marks.find((mark) => mark.start < at && at < mark.end);
  return !chip ? at : at - chip.start < chip.end - at ? chip.start : chip.end;
};

const settle = () => {
  const field = document.activeElement, editor = editors.get(field);
  if (!editor || field.selectionStart !== field.selectionEnd || field.value !== editor.text) return;
  const at = outside(editor.marks, field.selectionStart);
  if (at !== field.selectionStart) field.setSelectionRange(at, at);
};

const step = (event) => {
  const field = event.target, at = field.selectionStart;
  if (!event.key.startsWith("Arrow") || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || at !== field.selectionEnd) return;
  const rtl = getComputedStyle(field).direction === "rtl";
  const forward = event.key === (rtl ? "ArrowLeft" : "ArrowRight"), back = event.key === (rtl ? "ArrowRight" : "ArrowLeft");
  const chip = editors.get(field).marks.find((mark) => (forward && mark.start <= at && at < mark.end) || (back && mark.start < at && at <= mark.end));
  if (!chip) return;
  event.preventDefault();
  const place = forward ? chip.end : chip.start;
  field.setSelectionRange(place, place);
};

const copy = (event) => {
  const field = event.target, editor = editors.get(field);
  const [from, to] = whole(editor.marks, field.selectionStart, field.selectionEnd);
  if (from === to) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", editor.text.slice(from, to));
  event.clipboardData.setData(OWN_TYPE, toStored(editor, from, to));
  if (event.type === "cut" && !field.readOnly) insert(field, "", from, to);
};

const paste = (event) => {
  const stored = event.clipboardData.getData(OWN_TYPE);
  if (!stored || event.target.readOnly) return;
  event.preventDefault();
  insert(event.target, stored);
};

// Somebody renamed an element, or a mention came whose name was not known yet: the same text is shown anew.
const rename = () => {
  const known = names();
  for (const [field, editor] of editors) {
    const shown = parse(toStored(editor), known);
    if (shown.text === editor.text) continue;
    const places = [field.selectionStart, field.selectionEnd].map((at) => parse(toStored(editor, 0, at), known).text.length);
    field.value = shown.text;
    keep(field, editor, shown);
    if (document.activeElement === field) field.setSelectionRange(...places);
  }
};

const start = (field) => {
  const layer = document.createElement("div");
  layer.className = "prompt__paint";
  layer.setAttribute("aria-hidden", "true");
  field.before(layer);
  editors.set(field, { text: "", marks: [], paint: layer, past: new Map(), arriving: null });
  put(field, field.value);
  field.addEventListener("beforeinput", widen);
  field.addEventListener("keydown", step);
  field.addEventListener("input", (event) => changed(field, event));
  for (const name of ["copy", "cut"]) field.addEventListener(name, copy);
  field.addEventListener("paste", paste);
};

for (const field of document.querySelectorAll("textarea[data-mentions]")) start(field);
document.addEventListener("selectionchange", settle);
onStrip(rename);
