// Going on from a take in a new project, and what the chain above the strip offers. Cards of takes come without controls,
// since everybody gets the same ones; whoever may edit has the button in a template of their own page.
import { look, stripChanged } from "./edits.js";
import { onTake } from "./live.js";
import { speak } from "./page.js";

const tools = document.getElementById("take-tools");

const equip = (card) => {
  if (!tools || card?.dataset.state !== "ready" || card.querySelector("[data-continue]")) return;
  card.append(tools.content.cloneNode(true));
};

// Grabbing the frame takes a moment; the answer leads to the new board, or says why there is none.
const goOn = async (button) => {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  const address = new URL(button.closest(".take").querySelector("a").href);
  address.pathname += "continue/";
  await window.htmx.ajax("POST", address.pathname + address.search, { source: button, target: "#board-notice", swap: "beforeend" }).catch(() => {});
  button.removeAttribute("aria-busy");
};

// The row stands at this project, however long the chain.
const show = () => {
  const row = document.querySelector(".chain__scroll"), here = row?.querySelector("[aria-current]");
  if (here) row.scrollLeft += here.getBoundingClientRect().left - row.getBoundingClientRect().left - row.clientWidth / 3;
};

export const startChain = () => {
  onTake(equip);
  for (const card of document.querySelectorAll(".take")) equip(card);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-continue]");
    if (button) goOn(button);
  });
  document.body.addEventListener("board-changed", () => {
    if (document.querySelector(".chain__offer")) document.body.dispatchEvent(new Event("chain-changed"));
  });
  document.body.addEventListener("chain-decided", async (event) => {
    speak(event.detail.value);
    if ((await look()) === 200) stripChanged();
  });
  document.body.addEventListener("htmx:afterSettle", (event) => { if (event.detail.elt.id === "chain") show(); });
  show();
};
