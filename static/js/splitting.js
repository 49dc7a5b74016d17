// Cuts the shot under the playhead in two, at the nearest whole second inside it.
import { edit } from "./edits.js";
import { shotOf, speak } from "./page.js";
import { headAt, shotAt, startOf } from "./playhead.js";
import { select } from "./selection.js";
import { flush } from "./writing.js";
import { say } from "./words.js";

// Where a shot is too short for two, a second is asked for all the same: the answer says why not.
const nearestCut = (shot) => {
  const last = Number(shot.dataset.seconds) - 1;
  return Math.max(1, Math.min(Math.round(headAt() - startOf(shot)), last));
};

export const splitAtHead = async () => {
  await flush();
  const shot = shotAt(headAt());
  if ((await edit({ operation: "split", shot: shot.dataset.shot, at: nearestCut(shot) })) !== 200) return;
  const left = shotOf(shot.dataset.shot), right = left?.nextElementSibling;
  if (!right) return;
  select(right.dataset.shot, { focus: true });
  speak(say("Split into shot %(a)s of %(x)s s and shot %(b)s of %(y)s s", {
    a: left.dataset.position, x: left.dataset.seconds, b: right.dataset.position, y: right.dataset.seconds,
  }));
};
