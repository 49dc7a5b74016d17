// Whether 29.97 and 59.94 frames a second are counted with numbers dropped: whoever watches chooses, and this browser
// keeps it. The numbers of frames are the same either way. Who shows timecodes hears of it by `counting-changed`.
import { drops, timecodeOf } from "./timecode.js";

const KEY = "drop-frame";

// A browser may keep nothing: then the choice is of this page alone.
const kept = () => { try { return localStorage.getItem(KEY) !== "off"; } catch { return true; } };
const keep = () => { try { localStorage.setItem(KEY, isOn ? "on" : "off"); } catch { /* see above */ } };

let isOn = kept();

export const isDropping = (rate) => isOn && drops(rate);

// The timecode of a frame as it is counted here.
export const counted = (frame, rate) => timecodeOf(frame, rate, isDropping(rate));

export const switchDropping = () => {
  isOn = !isOn;
  keep();
  document.dispatchEvent(new Event("counting-changed"));
};
