// Motion control: one picture and one clip, chosen from the library or uploaded. Shown for models that have it.
import { edit, onStrip } from "./edits.js";
import { speak, strip } from "./page.js";
import { upload } from "./uploading.js";
import { say } from "./words.js";

const slot = document.getElementById("motion");
const dialog = document.getElementById("motion-dialog");
const picker = document.getElementById("picker");
const at = (id) => document.getElementById(id);
let part = "picture";

const show = () => {
  const motion = JSON.parse(strip().dataset.motion);
  slot.hidden = strip().dataset.motionControl !== "true";
  for (const row of slot.querySelectorAll("[data-motion-part]")) {
    const name = row.dataset.motionPart, asset = motion[name];
    const image = row.querySelector("img");
    image.hidden = !asset;
    if (asset) image.src = `/media/${asset}/${name === "clip" ? "poster" : "thumb"}`;
    row.querySelector(".icon").toggleAttribute("hidden", Boolean(asset));
    row.querySelector("[data-motion-name]").textContent = asset ? motion[`${name}_name`] : say("None");
    row.querySelector("[data-motion-clear]")?.toggleAttribute("hidden", !asset);
  }
  at("motion-orientation").value = motion.orientation;
  at("motion-sound").checked = motion.keep_sound;
};

const look = () => {
  const query = new URLSearchParams({ w: picker.dataset.workspace, kind: part, q: at("motion-search").value });
  window.htmx.ajax("GET", `${picker.dataset.libraryUrl}?${query}`, { source: at("motion-library"), target: "#motion-library", swap: "innerHTML" });
};

const open = (name) => {
  part = name;
  at("motion-title").textContent = part === "clip" ? say("Choose the clip of the movement") : say("Choose the picture of the figure");
  at("motion-file").accept = part === "clip" ? "video/mp4,video/quicktime,video/webm" : "image/jpeg,image/png,image/webp,image/avif,image/gif";
  at("motion-search").value = "";
  at("motion-uploads").replaceChildren();
  dialog.showModal();
  look();
};

const put = async (asset, name) => {
  dialog?.close();
  if ((await edit({ operation: "motion", part, asset })) === 200) speak(asset ? say("%(name)s is chosen.", { name }) : say("Removed."));
};

const send = async (file) => {
  const card = await upload(file, { url: picker.dataset.uploadUrl, workspace: picker.dataset.workspace, list: at("motion-uploads") });
  if (card) put(card.dataset.asset, card.dataset.name);
};

export const startMotion = () => {
  onStrip(show);
  show();
  if (!dialog) return;
  let timer;
  at("motion-search").addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 200); });
  at("motion-file").addEventListener("change", (event) => { if (event.target.files[0]) send(event.target.files[0]); event.target.value = ""; });
  dialog.addEventListener("click", (event) => {
    const card = event.target.closest(".pick");
    if (card) put(card.dataset.asset, card.dataset.name);
    if (event.target.closest("[data-motion-close]")) dialog.close();
  });
  slot.addEventListener("click", (event) => {
    const row = event.target.closest("[data-motion-part]");
    if (event.target.closest("[data-motion-choose]")) open(row.dataset.motionPart);
    if (!event.target.closest("[data-motion-clear]")) return;
    part = row.dataset.motionPart;
    put("", "");
  });
};
