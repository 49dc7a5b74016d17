// A text that somebody else changed is shown anew, and who has the caret in it keeps it at the same words.

// How many characters two texts have in common, at most so many, counted from the start or from the end.
const common = (one, other, most, fromEnd = false) => {
  const at = (text, number) => text.at(fromEnd ? -1 - number : number);
  let count = 0;
  while (count < most && at(one, count) === at(other, count)) count += 1;
  return count;
};

// Where a place of a text is after one change: what is before the change stays, what is behind it moves with the end.
const moved = (before, after, place) => {
  const most = Math.min(before.length, after.length);
  const head = common(before, after, most), tail = common(before, after, most - head, true);
  if (place <= head) return place;
  return place >= before.length - tail ? place + after.length - before.length : after.length - tail;
};

export const keepingCaret = (field, change) => {
  const { value: before, selectionStart, selectionEnd, selectionDirection, scrollTop } = field;
  change();
  if (document.activeElement !== field) return;
  const [from, to] = [selectionStart, selectionEnd].map((place) => moved(before, field.value, place));
  field.setSelectionRange(from, to, selectionDirection);
  field.scrollTop = scrollTop;
};
