// The elements of a board: choosing from the library, taking off. What the rail shows comes from the server.
import { edit } from "./edits.js";
import { main, speak } from "./page.js";
import { say } from "./words.js";

const dialog = document.getElementById("cast-dialog");
let asked = 0;
let waiting = 0;

// Elements that a query begins, those on the board first: [{ id, name, handle, kind, thumb, on_board }].
export const findElements = async (query) => {
  const address = new URL(document.getElementById("cast-dialog").dataset.menuUrl, location.href);
  address.searchParams.set("project", main.dataset.project);
  address.searchParams.set("q", query);
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : [];
};

// The little picture of an element.
export const picture = (element) => {
  const thumb = document.createElement("span");
  thumb.className = "thumb thumb--square";
  if (element.thumb) thumb.append(Object.assign(document.createElement("img"), { src: element.thumb, alt: "" }));
  else thumb.innerHTML = '<svg class="icon" aria-hidden="true"><use href="#i-image"/></svg>';
  return thumb;
};

const line = (element) => {
  const item = document.createElement("li"), button = document.createElement("button");
  button.type = "button";
  button.className = "element-row";
  button.dataset.cast = element.id;
  button.dataset.name = element.name;
  const words = document.createElement("span");
  const name = document.createElement("b"), handle = document.createElement("small");
  name.textContent = element.name;
  handle.textContent = element.handle;
  words.append(name, handle);
  button.append(picture(element), words);
  item.append(button);
  return item;
};

const look = async () => {
  const turn = ++asked;
  const found = await findElements(document.getElementById("cast-search").value);
  if (turn !== asked) return;
  const others = found.filter((element) => !element.on_board);
  document.getElementById("cast-found").replaceChildren(...others.map(line));
  document.getElementById("cast-none").hidden = others.length > 0;
};

const open = (button) => {
  if (button.getAttribute("aria-disabled") === "true") { speak(button.title); return; }
  document.getElementById("cast-search").value = "";
  dialog.showModal();
  document.getElementById("cast-search").focus();
  look();
};

const add = async (button) => {
  dialog.close();
  const status = await edit({ operation: "add_element", element: button.dataset.cast });
  if (status === 200) speak(say("%(name)s is on the board.", { name: button.dataset.name }));
};

const remove = async (button) => {
  if ((await edit({ operation: "remove_element", element: button.dataset.uncast })) === 200) speak(say("The element is off the board; prompts stay as they are."));
};

const move = async (button) => {
  const place = Number(button.dataset.position);
  if ((await edit({ operation: "move_element", element: button.dataset.recast, position: place })) === 200) speak(say("Moved to place %(n)s.", { n: place + 1 }));
};

const step = (event) => {
  const all = [...dialog.querySelectorAll("#cast-search, [data-cast]")];
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const next = by && all[all.indexOf(document.activeElement) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
};

export const startCasting = () => {
  document.addEventListener("click", (event) => {
    const target = (selector) => event.target.closest(selector);
    if (target("#cast-add")) open(target("#cast-add"));
    else if (target("[data-cast]")) add(target("[data-cast]"));
    else if (target("[data-uncast]")) remove(target("[data-uncast]"));
    else if (target("[data-recast]")) move(target("[data-recast]"));
    else if (target("[data-cast-close]")) dialog.close();
  });
  dialog?.addEventListener("keydown", step);
  dialog?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 120);
  });
};
