// On a phone the picture stays at the upper edge of the screen, the field for comments and the verdicts at the lower one.
// How high they are, and how much of the screen its keyboard covers, is told to the stylesheet.
const PARTS = { "--viewer-height": "#take-main", "--keys-height": ".decision__keys:has(> .btn)", "--composer-height": ".composer" };
const { visualViewport: seen } = window;

const put = (name, pixels) => document.documentElement.style.setProperty(name, `${Math.round(pixels)}px`);
const part = (selector) => document.querySelector(selector);

const measure = () => {
  for (const [name, selector] of Object.entries(PARTS)) put(name, part(selector)?.offsetHeight ?? 0);
};

const sizes = new ResizeObserver(measure);

// Parts that were drawn anew are others.
const observe = () => {
  sizes.disconnect();
  for (const selector of Object.values(PARTS)) if (part(selector)) sizes.observe(part(selector));
  measure();
};

// Some browsers lay their keyboard over the page instead of making it lower. Who looks closer sees a part of it as well.
const cover = () => {
  const isCloser = seen.scale > 1.01;
  put("--above", isCloser ? 0 : seen.offsetTop);
  put("--below", isCloser ? 0 : Math.max(0, window.innerHeight - seen.height - seen.offsetTop));
};

export const keepAtHand = () => {
  observe();
  for (const name of ["htmx:afterSettle", "htmx:oobAfterSwap"]) document.body.addEventListener(name, observe);
  for (const name of ["resize", "scroll"]) seen?.addEventListener(name, cover);
};
