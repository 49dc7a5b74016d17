// Pinned pictures as they will be cut: in the strip, in the inspector and in the preview.
import { onStrip } from "./edits.js";
import { onSelect, selectedShot } from "./selection.js";

// The part of a picture that its crop keeps; browsers without object-view-box show the whole picture.
export const cut = (image, crop) => {
  if (!crop) { image.style.removeProperty("object-view-box"); return; }
  const [x, y, width, height] = crop.split(",").map(Number);
  const percent = (value) => `${Math.max(0, value) * 100}%`;
  image.style.setProperty("object-view-box", `inset(${percent(y)} ${percent(1 - x - width)} ${percent(1 - y - height)} ${percent(x)})`);
};

const cutAll = () => { for (const image of document.querySelectorAll("#strip img[data-crop]")) cut(image, image.dataset.crop); };

const showPicture = (shot) => {
  const image = document.getElementById("shot-picture");
  image.hidden = !shot.dataset.picture;
  document.getElementById("shot-picture-none").toggleAttribute("hidden", Boolean(shot.dataset.picture));
  if (shot.dataset.picture && image.getAttribute("src") !== shot.dataset.picture) image.src = shot.dataset.picture;
  cut(image, shot.dataset.crop);
  cut(document.getElementById("stage-image"), shot.dataset.crop);
};

export const startPictures = () => {
  onStrip(cutAll);
  onSelect(showPicture);
  cutAll();
  showPicture(selectedShot());
};
