// Files that go with the comment in the making: chosen, pasted or dropped on it. They are in the form until it is sent; a
// page that is loaded again has none of them, since no browser keeps files.
import { tell } from "./page.js";
import { say, sayMany } from "./words.js";

const form = () => document.getElementById("composer");
const input = () => document.getElementById("composer-file");
const list = () => document.getElementById("composer-files");

export const attached = () => [...(input()?.files ?? [])];

const sizeOf = (bytes) => {
  const [unit, each] = bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: 1 }).format(bytes / each);
};

const row = (file, at) => {
  const line = document.createElement("li"), name = document.createElement("span"), size = document.createElement("span");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn--quiet btn--icon btn--sm push" });
  [name.textContent, size.textContent, size.className] = [file.name, sizeOf(file.size), "dim"];
  button.dataset.detach = at;
  button.setAttribute("aria-label", say("Do not send %(name)s", { name: file.name }));
  button.innerHTML = '<svg class="icon icon--sm" aria-hidden="true"><use href="#i-x"/></svg>';
  line.append(name, size, button);
  return line;
};

export const keepFiles = (files) => {
  if (!input()) return; // guests send none
  const held = new DataTransfer();
  for (const file of files) held.items.add(file);
  input().files = held.files;
  list().replaceChildren(...files.map(row));
  list().hidden = !files.length;
  document.dispatchEvent(new Event("files-changed"));
};

const add = (files) => {
  const most = Number(form().dataset.mostFiles), bytes = Number(form().dataset.mostBytes);
  const large = files.find(({ size }) => size > bytes), all = [...attached(), ...files.filter(({ size }) => size <= bytes)];
  if (large) tell(say("“%(name)s” is larger than %(most)s, the most that comes with a comment.", { name: large.name, most: sizeOf(bytes) }));
  if (all.length > most) tell(sayMany("At most %(count)s file comes with a comment.", "At most %(count)s files come with a comment.", most));
  keepFiles(all.slice(0, most));
};

// Choosing again adds to what is there: the field itself would put the new ones in its place.
let before = [];

const isFiles = (transfer) => [...(transfer?.types ?? [])].includes("Files");

export const startAttaching = () => {
  document.addEventListener("click", ({ target }) => {
    const detached = target.closest("[data-detach]");
    if (target.closest("[data-attach]")) {
      before = attached();
      input().click();
    } else if (detached) {
      keepFiles(attached().filter((_file, at) => at !== Number(detached.dataset.detach)));
      document.getElementById("composer-text").focus();
    }
  });
  document.addEventListener("change", ({ target }) => {
    if (target !== input()) return;
    const chosen = attached();
    keepFiles(before);
    before = [];
    add(chosen);
  });
  document.addEventListener("paste", (event) => {
    if (!input() || !event.target.closest?.("#composer") || !event.clipboardData?.files.length) return;
    event.preventDefault();
    add([...event.clipboardData.files]);
  });
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      if (!input() || !event.target.closest?.("#composer") || !isFiles(event.dataTransfer)) return;
      event.preventDefault();
      if (name === "drop") add([...event.dataTransfer.files]);
    });
  }
  document.body.addEventListener("htmx:xhr:progress", ({ target, detail: { lengthComputable, loaded, total } }) => {
    if (target !== form() || !attached().length || !lengthComputable) return;
    const part = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" }).format(loaded / total);
    document.getElementById("thread-said").textContent = loaded < total ? say("Sending: %(part)s", { part }) : say("The files are looked at…");
  });
};
