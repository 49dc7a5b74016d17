// Undo and redo of one's own steps. Inside a text field Ctrl+Z is the field's own.
import { edit } from "./edits.js";
import { editable, speak } from "./page.js";
import { flush } from "./writing.js";
import { say } from "./words.js";

const said = { undo: () => say("Your last step is taken back"), redo: () => say("The step is done again") };

// What is typed and not saved yet is a step of its own, and saved first.
export const takeBack = async (operation) => {
  await flush();
  if ((await edit({ operation })) === 200) speak(said[operation]());
};

const ownUndo = "textarea, [contenteditable], input:not([type=checkbox], [type=radio], [type=range]), dialog";

export const startUndoing = () => {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !editable() || event.target.closest?.(ownUndo)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    takeBack(key === "y" || event.shiftKey ? "redo" : "undo");
  });
};
