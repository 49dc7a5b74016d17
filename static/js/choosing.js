// The board's choices: mode, model, ratio and the rest. They follow what others choose, and come back where refused.
import { edit, onStrip } from "./edits.js";
import { main, speak, strip } from "./page.js";
import { insert, read } from "./prompting.js";
import { say } from "./words.js";

const inputs = [...document.querySelectorAll("[data-choose]")];
const deliveries = [...document.querySelectorAll("[data-deliver]")];
const names = { mode: "mode", model: "model", ratio: "ratio", results: "results", sound: "sound" };

const follow = () => {
  main.dataset.mode = strip().dataset.mode;
  document.getElementById("board-negative-none").hidden = Number(strip().dataset.negativeLimit) > 0;
  for (const input of inputs) {
    const value = strip().dataset[names[input.dataset.choose]];
    if (value === undefined || input === document.activeElement && input.localName === "select") continue;
    if (input.type === "radio") input.checked = input.value === value;
    else if (input.type === "checkbox") input.checked = value === "true";
    else input.value = value;
  }
};

// As the model has it: which fields, their limits, what a list offers. What is typed right now stays.
const offer = (select, options) => {
  const same = (option, at) => option.value === options[at]?.[0] && option.textContent === options[at][1];
  const [usual, ...there] = select.options;
  if (there.length === options.length && there.every(same)) return;
  select.replaceChildren(usual, ...options.map(([value, words]) => new Option(words, value)));
};

const followDelivery = () => {
  const fields = JSON.parse(strip().dataset.deliveryChoices), kept = JSON.parse(strip().dataset.delivery);
  document.getElementById("delivery").hidden = !Object.keys(fields).length;
  for (const place of document.querySelectorAll("#delivery [data-has]")) {
    const field = fields[place.dataset.has], input = place.querySelector("[data-deliver]");
    place.hidden = !field;
    if (!field) continue;
    place.querySelector("label").textContent = field.label;
    if (input.localName === "select") offer(input, field.options);
    if (input !== document.activeElement) input.value = kept[input.dataset.deliver] ?? "";
  }
};

// What nobody documents about the chosen model. Written only where it differs: somebody may be reading it.
const doubts = document.getElementById("model-doubts");
const followDoubts = () => {
  const list = doubts.querySelector("ul"), told = JSON.parse(strip().dataset.doubts);
  doubts.hidden = !told.length;
  if ([...list.children].map((one) => one.textContent).join("\n") === told.join("\n")) return;
  list.replaceChildren(...told.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
};

const textOf = (element) => element.textContent.trim();
const valueOf = (input) => {
  if (input.type === "checkbox") return input.checked ? say("on") : say("off");
  if (input.type === "radio") return textOf(input.labels[0]);
  return input.localName === "select" ? textOf(input.selectedOptions[0]) : input.value || input.placeholder;
};
const tellChosen = (input) => {
  const field = textOf(input.type === "radio" ? input.closest("fieldset").querySelector("legend") : input.labels[0]);
  speak(say("%(field)s: %(value)s", { field, value: valueOf(input) }));
};

const deliver = async (input) => {
  if ((await edit({ operation: "deliver", part: input.dataset.deliver, value: input.value })) === 200) { tellChosen(input); return; }
  document.activeElement?.blur();
  followDelivery();
};

const models = document.getElementById("models");
const compare = () => {
  document.getElementById("models-dialog").showModal();
  window.htmx.ajax("GET", models.dataset.url, { source: models, target: "#models", swap: "innerHTML" });
};

const choose = async (input) => {
  const value = input.type === "checkbox" ? input.checked : input.value;
  if ((await edit({ operation: "choose", field: input.dataset.choose, value })) === 200) { tellChosen(input); return; }
  document.activeElement?.blur();
  follow();
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
  for (const input of deliveries) input.addEventListener("change", () => deliver(input));
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-models-open]")) compare();
    if (event.target.closest("[data-models-close]")) document.getElementById("models-dialog").close();
  });
  for (const look of [follow, followDelivery, followDoubts]) { onStrip(look); look(); }
};
