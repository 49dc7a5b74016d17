// The dialog of links for guests: fetched when it opens, so that it says who looked meanwhile.
import { say } from "./words.js";

const dialog = () => document.getElementById("share-dialog");
const panel = () => document.getElementById("share-panel");

const tell = (sentence) => {
  const said = document.getElementById("share-said");
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = sentence; });
};

const open = async ({ dataset }) => {
  panel().replaceChildren();
  dialog().showModal();
  await window.htmx.ajax("GET", dataset.share, { source: panel(), target: panel(), swap: "innerHTML" });
};

// Where the browser lets no page write to the clipboard, the address is selected for the hand.
const copy = async (button) => {
  const field = document.getElementById(button.dataset.copyLink);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    tell(say("Copied."));
    button.lastChild.textContent = say("Copied");
  } catch {
    tell(say("This browser does not allow copying here. The address is selected: copy it by hand."));
  }
};

// A new link can be copied at once; a refusal stands at the form, which keeps what was typed.
const drawn = ({ target }) => {
  const button = target === panel() && panel().querySelector("[data-new] [data-copy-link]");
  if (!button) return;
  button.focus();
  tell(say("The link is made. Copy it and send it to your guests."));
};

document.addEventListener("click", ({ target }) => {
  const opener = target.closest("[data-share]"), copier = target.closest("[data-copy-link]");
  if (opener) open(opener);
  else if (copier) copy(copier);
});
document.body.addEventListener("htmx:beforeSwap", ({ target, detail }) => {
  if (target === panel() && detail.xhr.status === 422) detail.target = document.getElementById("link-said");
});
document.body.addEventListener("htmx:afterSwap", drawn);
