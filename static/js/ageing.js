// The mark on takes whose board changed since they were ordered: asked for a moment after every change of the board.
const AFTER = 700; // milliseconds
const list = () => document.getElementById("takes-list");
let waiting = 0;
let asked = 0;

const look = async () => {
  if (!list().querySelector(".take__stale")) return;
  const mine = ++asked;
  const answer = await fetch(list().dataset.staleUrl, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || mine !== asked) return; // the next change asks again
  const { stale } = await answer.json();
  for (const card of list().querySelectorAll(".take")) card.querySelector(".take__stale")?.toggleAttribute("hidden", !stale.includes(card.dataset.id));
};

export const startAgeing = () => {
  document.body.addEventListener("board-changed", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, AFTER);
  });
};
