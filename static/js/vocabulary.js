// Camera words: one click puts one where the caret was, with a comma where a list goes on.
import { insert } from "./prompting.js";

const menu = document.getElementById("words-menu");
let field = null;

const place = (button) => {
  const box = button.getBoundingClientRect(), { width, height } = menu.getBoundingClientRect();
  const top = box.top - height - 6;
  menu.style.top = `${top > 8 ? top : Math.max(8, Math.min(box.bottom + 6, innerHeight - height - 8))}px`;
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
};

const open = (button) => {
  field = document.getElementById(button.dataset.wordsIn);
  menu.showPopover();
  place(button);
  menu.querySelector("button").focus();
};

const put = (word) => {
  const before = field.value.slice(0, field.selectionStart), after = field.value.slice(field.selectionEnd);
  const lead = !before.trim() || /\s$/.test(before) ? "" : /[,.;:!?—–(-]$/.test(before) ? " " : ", ";
  const capital = !before.trim() || /[.!?]\s*$/.test(before) ? word[0].toUpperCase() + word.slice(1) : word;
  const tail = !after.trim() ? "" : /^[\s,.;:!?)]/.test(after) ? "" : ", ";
  insert(field, lead + capital + tail);
};

export const startVocabulary = () => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-words-in]"), word = event.target.closest("[data-word]");
    if (button) open(button);
    if (word) { put(word.dataset.word); menu.hidePopover(); }
  });
};
