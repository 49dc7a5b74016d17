// Pictures that are not fetched yet: what the picker says of one, trying again, and keeping the place of an address.
import { retryAddress, keepAddress } from "./uploading.js";
import { say } from "./words.js";

const dialog = document.getElementById("picker");
const part = (id) => document.getElementById(id);
let shown = null;

// An address without bytes has no size.
export const isRemote = (asset) => Boolean(asset) && !(Number(asset.width) > 0);

export const showRemote = (asset) => {
  shown = isRemote(asset) ? asset : null;
  part("picker-remote").hidden = !shown;
  part("remote-error").textContent = "";
  if (!shown) return;
  part("remote-name").textContent = asset.name;
  part("remote-address").textContent = asset.remote ?? "";
  part("remote-page").href = dialog.dataset.remoteUrl.replace("placeholder", asset.asset);
};

// After a fetch that may go better another time.
export const offerPlace = (sentence) => {
  part("remote-keep").hidden = !sentence;
  part("remote-why").textContent = sentence ?? "";
};

const busy = async (button, work) => {
  if (button.getAttribute("aria-busy") === "true") return {};
  button.setAttribute("aria-busy", "true");
  const answer = await work().catch(() => ({ sentence: say("No connection to the server. Try again.") }));
  button.removeAttribute("aria-busy");
  return answer;
};

// `choose` gets the card of what is there now.
export const startRemote = (choose) => {
  part("remote-retry").addEventListener("click", async (event) => {
    const { card, sentence } = await busy(event.target, () => retryAddress(`${part("remote-page").href}retry/`));
    if (card) choose({ ...card.dataset });
    else if (sentence) part("remote-error").textContent = sentence;
  });
  part("remote-keep-place").addEventListener("click", async (event) => {
    const { keepUrl: url, workspace } = dialog.dataset;
    const { card, sentence } = await busy(event.target, () => keepAddress(part("picker-address").value, { url, workspace }));
    if (card) { offerPlace(null); choose({ ...card.dataset }); }
    else if (sentence) part("picker-error").textContent = sentence;
  });
};
