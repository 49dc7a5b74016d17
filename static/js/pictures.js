// Pinned pictures as they will be cut: in the strip and in the inspector.
import { cut } from "./cut.js";
import { onStrip } from "./edits.js";
import { onSelect, selectedShot } from "./selection.js";

const cutAll = () => { for (const image of document.querySelectorAll("#strip img[data-crop]")) cut(image, image.dataset.crop); };

const showPicture = (shot) => {
  const image = document.getElementById("shot-picture");
  image.hidden = !shot.dataset.picture;
  document.getElementById("shot-picture-none").toggleAttribute("hidden", Boolean(shot.dataset.picture));
  if (shot.dataset.picture && image.getAttribute("src") !== shot.dataset.picture) image.src = shot.dataset.picture;
  cut(image, shot.dataset.crop);
};

export const startPictures = () => {
  onStrip(cutAll);
  onSelect(showPicture);
  cutAll();
  showPicture(selectedShot());
};
