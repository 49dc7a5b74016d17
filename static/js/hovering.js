// A clip's card goes through its frames while the mouse or the keyboard rests on it.
const still = matchMedia("(prefers-reduced-motion: reduce)");
const EACH = 260; // milliseconds a frame is shown
const AGAIN = 1000; // milliseconds until a strip that is not made yet is asked for once more
let now = null; // { card, view, timer }

const stripOf = (card) => card?.querySelector("[data-strip]");

const cardOf = (target) => {
  const card = target.closest?.(".pick, .element, .take-pick button");
  return stripOf(card) ? card : null;
};

const leave = () => {
  if (!now) return;
  clearInterval(now.timer);
  now.view?.remove();
  now = null;
};

const load = (address) => new Promise((resolve) => {
  const image = new Image();
  image.addEventListener("load", () => resolve(image.naturalWidth > 1 ? image : null));
  image.addEventListener("error", () => resolve(null));
  image.src = address;
});

// The strip, as soon as it is made; nothing once the card is left.
const whenMade = async (card, address) => {
  while (now?.card === card && card.isConnected) {
    const image = await load(address);
    if (image) return image;
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
  return null;
};

const enter = async (card) => {
  if (!card || now?.card === card || still.matches) return;
  leave();
  now = { card };
  const thumb = stripOf(card), tiles = Number(thumb.dataset.tiles);
  const image = await whenMade(card, thumb.dataset.strip);
  if (!image || now?.card !== card) return;
  const view = document.createElement("span");
  view.className = "strip";
  view.setAttribute("aria-hidden", "true");
  // Each tile covers the card as its poster does, whatever its shape.
  const wide = image.naturalWidth / tiles / image.naturalHeight > thumb.clientWidth / thumb.clientHeight;
  const width = wide ? (thumb.clientHeight * image.naturalWidth) / tiles / image.naturalHeight : thumb.clientWidth;
  const height = wide ? thumb.clientHeight : (thumb.clientWidth * image.naturalHeight * tiles) / image.naturalWidth;
  view.style.backgroundImage = `url("${image.src}")`;
  view.style.backgroundSize = `${width * tiles}px ${height}px`;
  let tile = 0;
  const step = () => {
    view.style.backgroundPosition = `${(thumb.clientWidth - width) / 2 - (tile % tiles) * width}px ${(thumb.clientHeight - height) / 2}px`;
    view.dataset.tile = tile % tiles;
    tile += 1;
  };
  step();
  thumb.append(view);
  Object.assign(now, { view, timer: setInterval(step, EACH) });
};

export const startHovering = () => {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const card = cardOf(event.target);
    if (card) enter(card);
    else if (!now?.card.contains(document.activeElement)) leave();
  });
  document.addEventListener("focusin", (event) => { if (event.target.matches(":focus-visible")) { if (cardOf(event.target)) enter(cardOf(event.target)); else leave(); } });
  document.addEventListener("focusout", leave);
};
