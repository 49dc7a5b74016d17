// Sentences of the page in the reader's language; the catalogue is loaded before any module.
export const say = (text, values) => {
  const found = window.gettext(text);
  return values ? window.interpolate(found, values, true) : found;
};
export const sayMany = (one, many, count, values) =>
  window.interpolate(window.ngettext(one, many, count), { count, ...values }, true);
// As it stands in a sentence: 1 second, 4 seconds.
export const lasting = (seconds) => sayMany("%(count)s second", "%(count)s seconds", Number(seconds));
// Seconds as 0:09.
export const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
