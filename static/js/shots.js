// The shots of the video on the page, each from where its cut really is, and the cuts themselves. The server says where
// they lie (storyboard/takes/shots.py); which shot a frame is in is said here as `Film.at` in storyboard/review/places.py
// says it. When the cuts of a video are found while its page is open, `shots-changed` is told on the document.
let shots = []; // { place, id, number, name, first }, in order
let extra = []; // the frames of cuts that nobody planned

export const shotAt = (frame) => shots.findLast(({ first }) => first <= frame) ?? shots[0];

// Where the shots begin, and where other cuts are.
export const cuts = () => [...new Set([...shots.map(({ first }) => first), ...extra])].sort((one, other) => one - other);

const shotOf = ({ dataset: { shot, number, name, first } }, place) => ({ place, id: shot, number: Number(number), name, first: Number(first) });

export const startShots = (frames) => {
  const pieces = [...document.querySelectorAll("#scrub-shots > .scrub__shot")];
  shots = pieces.map(shotOf);
  for (const piece of pieces) piece.style.setProperty("--s", piece.dataset.frames);
  const marks = [...document.querySelectorAll("#scrub-cuts > .cut")];
  extra = marks.filter(({ dataset }) => dataset.cut === "extra").map(({ dataset }) => Number(dataset.frame));
  for (const mark of marks) mark.style.setProperty("--at", Number(mark.dataset.frame) / frames);
};

document.body.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id === "scrub-shots") document.dispatchEvent(new Event("shots-changed"));
});
