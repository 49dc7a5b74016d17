// A strip that is wider than the screen goes along while something is dragged against its edge.
const NEAR = 40; // pixels from the edge
const PACE = 6; // pixels a frame

let turn = 0;

// Only the way that the hand went: what was taken up at an edge is not carried off by it.
const wayOf = (x, from, box) => (x > Math.max(from, box.right - NEAR) ? 1 : x < Math.min(from, box.left + NEAR) ? -1 : 0);

// Calls `scrolled` with the pixels it went, for as long as the pointer stays there.
export const scrollAtEdge = ({ clientX }, from, scrolled) => {
  cancelAnimationFrame(turn);
  const scroller = document.querySelector(".timeline__scroll"), way = wayOf(clientX, from, scroller.getBoundingClientRect());
  if (!way) return;
  turn = requestAnimationFrame(() => {
    const before = scroller.scrollLeft;
    scroller.scrollLeft += way * PACE;
    if (scroller.scrollLeft !== before) scrolled(scroller.scrollLeft - before);
  });
};

export const stopScrolling = () => cancelAnimationFrame(turn);
