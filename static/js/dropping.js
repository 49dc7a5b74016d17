// Whether 29.97 and 59.94 frames a second are counted with numbers dropped: whoever watches chooses, and this browser
// keeps it. The numbers of frames are the same either way. Who shows timecodes hears of it by `counting-changed`.
import { keepWord, wordOf } from "./kept.js";
import { drops, timecodeOf } from "./timecode.js";

const KEY = "drop-frame";

let isOn = wordOf(KEY) !== "off";

export const isDropping = (rate) => isOn && drops(rate);

// The timecode of a frame as it is counted here.
export const counted = (frame, rate) => timecodeOf(frame, rate, isDropping(rate));

export const switchDropping = () => {
  isOn = !isOn;
  keepWord(KEY, isOn ? "on" : "off");
  document.dispatchEvent(new Event("counting-changed"));
};
