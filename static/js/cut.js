// The part of a picture that its crop keeps; browsers without object-view-box show the whole picture.
export const cut = (image, crop) => {
  if (!crop) { image.style.removeProperty("object-view-box"); return; }
  const [x, y, width, height] = crop.split(",").map(Number);
  const percent = (value) => `${Math.max(0, value) * 100}%`;
  image.style.setProperty("object-view-box", `inset(${percent(y)} ${percent(1 - x - width)} ${percent(1 - y - height)} ${percent(x)})`);
};
