// A text whose shot somebody deleted before it was saved: shown until its writer has copied it or lets it go.
import { allDrafts, forget } from "./drafts.js";
import { onStrip } from "./edits.js";
import { parse } from "./mentions.js";
import { shotOf, speak } from "./page.js";
import { names } from "./prompting.js";
import { save } from "./saving.js";
import { say } from "./words.js";

const boxOf = (draft) => document.querySelector(`[data-lost="${draft.shot} ${draft.field}"]`);

const button = (label, press) => {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn--sm", textContent: label });
  made.addEventListener("click", press);
  return made;
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    speak(say("Copied."));
  } catch {
    speak(say("This browser does not allow copying here. Select the text and copy it."));
  }
};

export const showLost = (draft) => {
  boxOf(draft)?.remove();
  const text = parse(draft.value, names()).text;
  const box = document.createElement("div");
  box.className = "note note--conflict";
  Object.assign(box.dataset, { level: "warn", stays: "", lost: `${draft.shot} ${draft.field}` });
  box.setAttribute("role", "alert");
  box.innerHTML = '<svg class="icon" aria-hidden="true"><use href="#i-warn"/></svg><strong></strong><p class="conflict__text"></p><div class="cluster"></div>';
  box.querySelector("strong").textContent = say("The shot was deleted before this text was saved. Undo the deletion and it is saved, or copy it.");
  box.querySelector("p").textContent = text;
  box.querySelector(".cluster").append(
    button(say("Copy the text"), () => copy(text)),
    button(say("Let it go"), () => { forget(draft); box.remove(); }),
  );
  document.getElementById("board-notice").append(box);
};

// The shot is back: so is its text.
export const startLostShots = () => onStrip(() => {
  for (const draft of allDrafts().filter((one) => boxOf(one) && shotOf(one.shot))) {
    boxOf(draft).remove();
    save(draft);
  }
});
