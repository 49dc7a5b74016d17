// The card that an arrow key leads to, told by where cards are on screen: grid and list need no difference.
export const beside = (cards, card, key) => {
  const at = cards.indexOf(card), box = card.getBoundingClientRect();
  const rtl = getComputedStyle(card).direction === "rtl";
  const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[key];
  if (step) return cards[at + step];
  if (key === "Home") return cards[0];
  if (key === "End") return cards.at(-1);
  const down = key === "ArrowDown";
  const rows = cards.filter((one) => {
    const top = one.getBoundingClientRect().top;
    return down ? top > box.top + 4 : top < box.top - 4;
  });
  const next = down ? rows[0] : rows.at(-1);
  if (!next) return undefined;
  const row = next.getBoundingClientRect().top;
  const inRow = rows.filter((one) => Math.abs(one.getBoundingClientRect().top - row) < 4);
  const far = (one) => Math.abs(one.getBoundingClientRect().left - box.left);
  return inRow.reduce((best, one) => (far(one) < far(best) ? one : best));
};
