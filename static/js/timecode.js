// The moment of a frame: its number, its time and its SMPTE timecode. The twin of storyboard/media/timecode.py; both are
// held to one table of examples. Frames are numbered from 0; a rate is { numerator, denominator }, frames a second.

export const rateFrom = (text) => {
  const [numerator, denominator = 1] = text.split("/").map(Number);
  return { numerator, denominator };
};

// The second at which a frame begins.
export const timeOf = (frame, { numerator, denominator }) => (frame * denominator) / numerator;

// A time within a frame: rounding never leads from it to the one before or after.
export const middleOf = (frame, rate) => timeOf(frame + 0.5, rate);

// The frame that is on screen at a time. What a video tells are frames' beginnings, rounded to microseconds or less.
export const frameAt = (seconds, { numerator, denominator }) => Math.floor((seconds * numerator) / denominator + 0.01);

// How many numbers a second of timecode has: 24 for 23.976, 30 for 29.97.
export const countedRate = ({ numerator, denominator }) => Math.max(1, Math.round(numerator / denominator));

// 29.97 and 59.94 frames a second are counted with numbers dropped.
export const drops = ({ numerator, denominator }) => denominator === 1001 && (numerator === 30000 || numerator === 60000);

const dropped = (counted) => 2 * Math.round(counted / 30);

const withDropped = (frame, counted) => {
  const leftOut = dropped(counted), minute = counted * 60 - leftOut, tenMinutes = counted * 600 - 9 * leftOut;
  const tens = Math.floor(frame / tenMinutes), rest = frame % tenMinutes;
  return frame + leftOut * (9 * tens + Math.floor(Math.max(0, rest - leftOut) / minute));
};

const two = (number, digits = 2) => String(number).padStart(digits, "0");

// HH:MM:SS:FF, or HH:MM:SS;FF where numbers are dropped.
export const timecodeOf = (frame, rate, drop = drops(rate)) => {
  const counted = countedRate(rate), number = drop ? withDropped(frame, counted) : frame;
  const seconds = Math.floor(number / counted), minutes = Math.floor(seconds / 60);
  const digits = Math.max(2, String(counted - 1).length);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}${drop ? ";" : ":"}${two(number % counted, digits)}`;
};

// The frame that a timecode names; null where it names none.
export const frameOf = (text, rate) => {
  const written = /^(\d{2,}):([0-5]\d):([0-5]\d)([:;])(\d{2,3})$/.exec(text.trim()), counted = countedRate(rate);
  if (!written || Number(written[5]) >= counted) return null;
  const [hours, mins, seconds, , rest] = written.slice(1).map(Number), minutes = hours * 60 + mins;
  const number = (minutes * 60 + seconds) * counted + rest;
  if (written[4] === ":") return number;
  if (minutes % 10 && seconds === 0 && rest < dropped(counted)) return null;
  return number - dropped(counted) * (minutes - Math.floor(minutes / 10));
};
