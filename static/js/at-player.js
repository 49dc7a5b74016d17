// The video beside the comments: the frame on screen, and going to another.
import { counted } from "./dropping.js";
import { player } from "./player.js";

export const timecode = (frame) => counted(frame, player.rate);

// Called with the number of every frame that is shown.
export const onFrame = (listener) => {
  document.addEventListener("frame-shown", ({ detail }) => listener(detail.frame));
};
