// Fixes of problems: one press does what the button says, through the board's own edits, or leads to where a person
// chooses. A text that is too long is selected from where it is too much, and never cut.
import { showField } from "./at-fields.js";
import { edit } from "./edits.js";
import { sentLength } from "./mentions.js";
import { editable, speak, tell } from "./page.js";
import { openPicker } from "./picker.js";
import { beginning, names, read } from "./prompting.js";
import { retryAddress } from "./uploading.js";
import { flush } from "./writing.js";
import { say } from "./words.js";

const notice = () => document.getElementById("board-notice").scrollIntoView({ block: "nearest" });

const change = async (values, button) => {
  const { said } = button.dataset, label = button.textContent;
  await flush();
  const status = await edit(values);
  if (status === 200 && said) { tell(said, { stays: true }); notice(); }
  else if (status === 200) speak(say("Done: %(fix)s.", { fix: label }));
  else notice();
};

const shorten = ({ field: id, shot, keep, over }) => {
  const field = document.getElementById(id);
  showField(field, shot);
  const own = sentLength(read(field), names());
  const from = beginning(field, keep ? Number(keep) : own - Number(over));
  field.setSelectionRange(from, field.value.length);
  speak(say("What is too much is selected. Delete it, or write something shorter."));
};

const motion = ({ part }) => {
  const button = document.getElementById(`motion-choose-${part}`);
  showField(button);
  button.click();
};

const fetchNow = async ({ url }) => {
  const { card, sentence } = await retryAddress(url).catch(() => ({ sentence: say("No connection to the server. Try again.") }));
  if (card) speak(say("The picture is here."));
  else { tell(sentence); notice(); }
};

const gather = () => {
  const button = document.getElementById("gather-prompts");
  showField(button);
  button.click();
};

const ways = { edit: change, shorten, gather, pick: ({ edge }) => openPicker({ edge }), motion, fetch: fetchNow };

const press = async (button) => {
  if (button.getAttribute("aria-busy") === "true") return;
  if (button.getAttribute("aria-disabled") === "true") { tell(button.title); notice(); return; }
  button.setAttribute("aria-busy", "true");
  await ways[button.dataset.fix](JSON.parse(button.dataset.values), button);
  button.removeAttribute("aria-busy");
};

export const startFixing = () => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fix]");
    if (button && editable()) press(button);
  });
};
