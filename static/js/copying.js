// Shots to the clipboard and from it: between boards with all that is theirs, and as text, a line a shot, which spreadsheets
// and text editors read and write. What is pasted is read by the server. Inside a text field the keys are the field's own.
import { edit } from "./edits.js";
import { editable, speak, tell } from "./page.js";
import { parse } from "./mentions.js";
import { names } from "./prompting.js";
import { selectedShots, severalSelected } from "./selection.js";
import { actsOnSeveral, selectMade } from "./several.js";
import { whyUndone } from "./undone.js";
import { say, sayMany } from "./words.js";
import { flush } from "./writing.js";

const dialog = document.getElementById("paste-dialog");
const part = (id) => document.getElementById(id);

const valuesOf = ({ dataset }) => ({
  name: dataset.name,
  prompt: dataset.prompt,
  note: dataset.note,
  seconds: Number(dataset.seconds),
  picture: dataset.asset ?? "",
  crop: dataset.crop ?? "",
});

const copied = () => {
  const called = Object.fromEntries(Object.entries(names()).map(([id, one]) => [id, one.name]));
  return { shots: selectedShots().map(valuesOf), names: called };
};

// A cell stands in quotes where it would not be one otherwise, as spreadsheets write it.
const cell = (text) => (/[\t\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const rowsOf = ({ shots, names: called }) => {
  const known = Object.fromEntries(Object.entries(called).map(([id, name]) => [id, { name }]));
  return shots.map((shot) => [parse(shot.prompt, known).text, shot.seconds ?? ""]);
};

const tableOf = (values) => {
  const table = document.createElement("table");
  table.dataset.storyboardShots = JSON.stringify(values);
  for (const row of rowsOf(values)) table.insertRow().append(...row.map((text) => Object.assign(document.createElement("td"), { innerText: text })));
  return table.outerHTML;
};

const put = (data, values) => {
  data.setData("text/plain", rowsOf(values).map(([prompt, seconds]) => [cell(prompt), seconds].join("\t")).join("\n"));
  data.setData("text/html", tableOf(values));
};

// Through a copy of the browser's own, which works on plain http as well. Some browsers copy only where something is selected.
const copyValues = (values) => {
  const holder = Object.assign(document.createElement("span"), { textContent: " ", className: "visually-hidden" });
  const fill = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    put(event.clipboardData, values);
  };
  const focused = document.activeElement;
  document.body.append(holder);
  getSelection().selectAllChildren(holder);
  document.addEventListener("copy", fill, { capture: true, once: true });
  const worked = document.execCommand("copy");
  document.removeEventListener("copy", fill, { capture: true });
  holder.remove();
  focused?.focus({ preventScroll: true });
  return worked;
};

const tellCopied = (count) => speak(sayMany("%(count)s shot copied", "%(count)s shots copied", count));

// Whether they are in the clipboard.
export const copyShots = ({ cutting = false } = {}) => {
  const values = copied(), worked = copyValues(values);
  if (!worked) tell(say("The browser does not let this page copy. Press Ctrl+C in the timeline instead."));
  else if (!cutting) tellCopied(values.shots.length);
  return worked;
};

const remove = (deleteOne) => (severalSelected() ? actsOnSeveral.delete() : deleteOne());

export const cutShots = (deleteOne) => { if (copyShots({ cutting: true })) remove(deleteOne); };

// What the clipboard holds of a board's shots, and its text.
const readHtml = (html) => new DOMParser().parseFromString(html, "text/html").querySelector("[data-storyboard-shots]")?.dataset.storyboardShots ?? "";
const readEvent = (data) => ({ text: data.getData("text/plain"), pasted: readHtml(data.getData("text/html")) });
const readAsked = async () => {
  const texts = { text: "", html: "" };
  for (const item of await navigator.clipboard.read()) {
    for (const [name, type] of [["text", "text/plain"], ["html", "text/html"]]) {
      if (item.types.includes(type)) texts[name] = await (await item.getType(type)).text();
    }
  }
  return { text: texts.text, pasted: readHtml(texts.html) };
};

// One edit, behind the last selected shot; resolves with the HTTP status.
const pasteShots = async ({ text, pasted }) => {
  await flush();
  const after = selectedShots().at(-1).dataset.shot;
  let status = 0;
  const { length } = await selectMade(async () => { status = await edit({ operation: "paste", after, text: pasted ? "" : text, pasted }); return status; });
  if (length) speak(sayMany("%(count)s shot pasted", "%(count)s shots pasted", length));
  return status;
};

export const openPasting = () => {
  part("paste-error").textContent = "";
  dialog.showModal();
  part("paste-text").focus();
};

// By the button: from the clipboard where the browser lets the page read it, else by hand in the dialog.
export const pasteByButton = async () => {
  const found = navigator.clipboard?.read ? await readAsked().catch(() => null) : null;
  if (found && (found.pasted || found.text.trim())) await pasteShots(found);
  else openPasting();
};

const pasteFromDialog = async (found) => {
  const status = await pasteShots(found);
  if (status === 200) { part("paste-text").value = ""; dialog.close(); return; }
  const refusal = status === 422 && document.querySelector("#board-notice .note:last-child p");
  part("paste-error").textContent = refusal ? refusal.textContent : whyUndone(status);
};

// With the focus in the timeline, and not in a field of it or with words of the page selected.
const inStrip = () => document.activeElement?.matches("#strip :not(input, textarea)") && getSelection().isCollapsed;

export const startCopying = (deleteOne) => {
  document.addEventListener("copy", (event) => {
    if (!inStrip()) return;
    event.preventDefault();
    put(event.clipboardData, copied());
    tellCopied(selectedShots().length);
  });
  document.addEventListener("click", (event) => {
    const again = event.target.closest("[data-copy-again]");
    if (again && copyValues(JSON.parse(again.dataset.copyAgain))) speak(say("What was left out is in the clipboard"));
  });
  if (!editable()) return;
  document.addEventListener("cut", (event) => {
    if (!inStrip()) return;
    event.preventDefault();
    put(event.clipboardData, copied());
    remove(deleteOne);
  });
  document.addEventListener("paste", (event) => {
    const found = readEvent(event.clipboardData);
    if (!inStrip() || !(found.pasted || found.text.trim())) return;
    event.preventDefault();
    pasteShots(found);
  });
  part("paste-text").addEventListener("paste", (event) => {
    const found = readEvent(event.clipboardData);
    if (!found.pasted) return;
    event.preventDefault();
    pasteFromDialog(found);
  });
  part("paste-form").addEventListener("submit", (event) => {
    event.preventDefault();
    pasteFromDialog({ text: part("paste-text").value, pasted: "" });
  });
  dialog.addEventListener("click", (event) => { if (event.target.closest("[data-paste-close]")) dialog.close(); });
};
