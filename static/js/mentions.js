// A prompt in its two forms: stored, with {{element:<id>}} for every mention, and shown, with @Name and a mark over it.
// Pure: values in, values out. A mark is { start, end, id } over UTF-16 units of the shown text, in order, never touching
// another's inside.
const TOKEN = /\{\{element:([a-z2-7]{12})\}\}/g;
const UNKNOWN = "?";

const shownName = (names, id) => `@${names[id]?.name ?? UNKNOWN}`;

export const parse = (stored, names) => {
  const marks = [];
  let text = "", from = 0;
  for (const found of stored.matchAll(TOKEN)) {
    text += stored.slice(from, found.index);
    const start = text.length;
    text += shownName(names, found[1]);
    marks.push({ start, end: text.length, id: found[1] });
    from = found.index + found[0].length;
  }
  return { text: text + stored.slice(from), marks };
};

// The stored form of the shown text between two places; a mark counts where it lies wholly between them.
export const toStored = ({ text, marks }, from = 0, to = text.length) => {
  let stored = "", at = from;
  for (const mark of marks.filter((one) => one.start >= from && one.end <= to)) {
    stored += `${text.slice(at, mark.start)}{{element:${mark.id}}}`;
    at = mark.end;
  }
  return stored + text.slice(at, to);
};

// What was changed between two texts: `from` and `to` in the old one, `inserted` in its place. The caret stands after what
// was inserted, which settles what equal letters at the edges would leave open.
const difference = (before, after, caret) => {
  let tail = after.length - caret;
  if (tail > before.length || before.slice(before.length - tail) !== after.slice(caret)) tail = 0;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most - tail && before[head] === after[head]) head += 1;
  if (!tail) while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from: head, to: before.length - tail, inserted: after.length - tail - head };
};

// Where the marks lie after the text became `after`: those before the change stay, those behind it move along, and one
// that was changed inside is a mention no more.
export const follow = ({ text, marks }, after, caret) => {
  const { from, to, inserted } = difference(text, after, caret);
  const by = inserted - (to - from);
  const kept = marks.filter((mark) => mark.end <= from || mark.start >= to);
  return kept.map((mark) => (mark.start >= to ? { ...mark, start: mark.start + by, end: mark.end + by } : mark));
};

// The part of a selection as a person means it: a mention is taken whole or not at all.
export const whole = (marks, from, to) => {
  const cut = marks.filter((mark) => mark.start < to && mark.end > from && (mark.start < from || mark.end > to));
  return [Math.min(from, ...cut.map((mark) => mark.start)), Math.max(to, ...cut.map((mark) => mark.end))];
};

// Unicode code points of a stored text as the chosen model will be sent it.
export const sentLength = (stored, names) =>
  [...stored.trim().replace(TOKEN, (_, id) => names[id]?.sent ?? shownName(names, id))].length;
