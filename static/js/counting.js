// How long each text is as the chosen model will be sent it, against its limits. Texts are saved however long they are.
import { onStrip } from "./edits.js";
import { sentLength } from "./mentions.js";
import { strip } from "./page.js";
import { names, read } from "./prompting.js";
import { say } from "./words.js";

const limitOf = (name) => Number(strip().dataset[name]) || null;

const show = (field, found, limit, caution) => {
  const counter = document.getElementById(`${field.id}-count`);
  counter.textContent = limit ? `${found}/${limit}` : `${found}`;
  counter.dataset.level = limit && found > limit ? "bad" : caution && found > caution ? "warn" : "";
};

const hint = (field, found, limit, style) => {
  document.getElementById(`${field.id}-hint`).textContent = limit && found > limit
    ? say("%(over)s too many for %(model)s. The text is saved all the same.", { over: found - limit, model: strip().dataset.modelName })
    : style && found ? say("Includes %(style)s for the board’s style.", { style }) : "";
};

const prompts = [["shot-prompt", "shotLimit", "shotCaution"], ["board-prompt", "promptLimit", null]];

export const count = () => {
  const known = names();
  const style = [...document.getElementById("board-style").value.trim()].length;
  for (const [id, limitName, cautionName] of prompts) {
    const field = document.getElementById(id), limit = limitOf(limitName);
    const own = sentLength(read(field), known);
    const found = own && style ? own + style + 1 : own;
    show(field, found, limit, cautionName && limitOf(cautionName));
    hint(field, found, limit, style);
  }
  const negative = document.getElementById("board-negative");
  show(negative, [...negative.value.trim()].length, limitOf("negativeLimit"));
};

onStrip(count);
