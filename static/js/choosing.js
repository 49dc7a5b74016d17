// The board's choices: mode, model, ratio and the rest. They follow what others choose, and come back where refused.
import { edit, onStrip } from "./edits.js";
import { main, strip } from "./page.js";
import { insert, read } from "./prompting.js";

const inputs = [...document.querySelectorAll("[data-choose]")];
const names = { mode: "mode", model: "model", ratio: "ratio" };

const follow = () => {
  main.dataset.mode = strip().dataset.mode;
  document.getElementById("board-negative-none").hidden = Number(strip().dataset.negativeLimit) > 0;
  for (const input of inputs) {
    const value = strip().dataset[names[input.dataset.choose]];
    if (value === undefined || input === document.activeElement && input.localName === "select") continue;
    if (input.type === "radio") input.checked = input.value === value;
    else input.value = value;
  }
};

const choose = async (input) => {
  const value = input.type === "checkbox" ? input.checked : input.value;
  if ((await edit({ operation: "choose", field: input.dataset.choose, value })) !== 200) { document.activeElement?.blur(); follow(); }
};

// The whole prompt takes in what the shots say, one after another; they keep their own.
const gather = () => {
  const field = document.getElementById("board-prompt");
  const shots = [...document.querySelectorAll("#shots > .shot")].map((shot) => shot.dataset.prompt.trim()).filter(Boolean);
  const own = read(field).trimEnd();
  if (!shots.length) return;
  insert(field, `${own ? "\n" : ""}${shots.join("\n")}`, field.value.trimEnd().length, field.value.length);
};

export const startChoosing = () => {
  for (const input of inputs) input.addEventListener("change", () => choose(input));
  document.getElementById("gather-prompts")?.addEventListener("click", gather);
  onStrip(follow);
  follow();
};
