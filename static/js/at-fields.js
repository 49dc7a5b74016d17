// Problems where they are: a sentence under the field that each is about, and a mark on shots, frames and elements. The
// gathered list is the one source; it comes from the server, and so do its copies here, each time it is drawn anew.
import { onStrip } from "./edits.js";
import { shotOf } from "./page.js";
import { onSelect, select, selectedShot } from "./selection.js";

const places = [...document.querySelectorAll("[data-at]")];
const list = () => [...document.querySelectorAll("#problems [data-testid=problem]")];
const sentenceOf = (problem) => problem.querySelector("[data-sentence]").textContent;
// What is too long in all is told where it is written.
const kindOf = ({ dataset: { code, path } }) => (code === "prompt_too_long" && path === "shots" ? "shots[].prompt" : path.replace(/\[\d+\]/g, "[]"));
const has = (names, problem) => names.split(" ").includes(kindOf(problem));

// A field that the chosen model does not have is hidden; what is found about it stands at the model.
const shown = (place) => !place.closest("#motion[hidden], #delivery[hidden], [data-has][hidden]");
const placeOf = (problem) => {
  const place = places.find((one) => has(one.dataset.at, problem));
  return place && !shown(place) ? document.getElementById("at-board-model") : place;
};

const icon = (level) => `<svg class="icon" aria-hidden="true"><use href="#i-${level === "bad" ? "no" : "warn"}"/></svg>`;

const copy = (problem) => {
  const line = document.createElement("p");
  line.dataset.atField = problem.dataset.code;
  line.dataset.level = problem.dataset.level;
  line.innerHTML = `${icon(problem.dataset.level)}<span></span>`;
  line.lastChild.textContent = sentenceOf(problem);
  return line;
};

const ofThisShot = (problem) => !problem.dataset.aboutShot || problem.dataset.aboutShot === selectedShot().dataset.shot;

// Written only where they differ, so that nothing is read out or painted twice.
const fill = (place, lines) => {
  if ([...place.children].map((one) => one.outerHTML).join() !== lines.map((one) => one.outerHTML).join()) place.replaceChildren(...lines);
  const control = document.getElementById(place.dataset.ofControl);
  if (!control?.matches("textarea, select, input:not([type=checkbox])")) return;
  if (lines.some((line) => line.dataset.level === "bad")) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
};

const mark = (spot, found) => {
  const level = found.some((one) => one.dataset.level === "bad") ? "bad" : "warn";
  const words = found.map(sentenceOf).join(" ");
  if (!found.length) {
    spot.replaceChildren();
    for (const name of ["role", "aria-label", "title", "data-level"]) spot.removeAttribute(name);
  } else if (spot.dataset.level !== level || spot.title !== words) {
    spot.dataset.level = level;
    spot.title = words;
    spot.setAttribute("role", "img");
    spot.setAttribute("aria-label", words);
    spot.innerHTML = icon(level);
  }
};

const isMarked = ({ markAt, markShot, markElement }) => (problem) =>
  (markAt && has(markAt, problem)) ||
  (markShot && problem.dataset.aboutShot === markShot) ||
  (markElement && problem.dataset.aboutElement === markElement && problem.dataset.path.startsWith("elements["));

const draw = () => {
  const problems = list();
  for (const place of places) fill(place, problems.filter((one) => placeOf(one) === place && ofThisShot(one)).map(copy));
  for (const spot of document.querySelectorAll("[data-mark-at], [data-mark-shot], [data-mark-element]")) mark(spot, problems.filter(isMarked(spot.dataset)));
};

// Brings a field of the inspector on screen and gives it the focus.
export const showField = (field, shot = "") => {
  if (shot && shotOf(shot)) select(shot);
  const panel = field.closest("[role=tabpanel]");
  if (panel) document.getElementById(panel.getAttribute("aria-labelledby")).click();
  const fold = field.closest("details");
  if (fold) fold.open = true;
  const control = field.matches("fieldset") ? field.querySelector("input:checked") ?? field : field;
  control.focus();
  control.scrollIntoView({ block: "nearest" });
};

// Marks on the timeline and the elements have no field of their own: their buttons do.
const button = (problem) => {
  const path = kindOf(problem);
  const edge = { first_frame: "pick-first", last_frame: "pick-last" }[path];
  const element = problem.dataset.aboutElement && document.querySelector(`#cast [data-element="${problem.dataset.aboutElement}"] a`);
  if (edge) return document.getElementById(edge) ?? document.getElementById(edge.replace("pick", "mark"));
  if (path === "total_seconds" || path === "shots") return document.getElementById("total-less") ?? document.getElementById("strip");
  return element || document.getElementById("cast-add") || document.getElementById("cast");
};

const go = (problem) => {
  const place = placeOf(problem);
  if (place) { showField(document.getElementById(place.dataset.ofControl) ?? place, problem.dataset.aboutShot); return; }
  const spot = button(problem);
  spot.focus();
  spot.scrollIntoView({ block: "nearest", inline: "nearest" });
};

// A problem that is pressed away takes its button with it: the focus goes to the next one, at last to the heading.
// A list that scrolls stays where it was read.
let held = null, scrolled = 0;
const keepFocus = () => {
  scrolled = document.querySelector("#problems .problems__list")?.scrollTop ?? 0;
  const at = document.activeElement?.closest("#problems [data-testid=problem]");
  if (!at) { held = document.activeElement?.closest("#problems") ? { place: 0 } : null; return; }
  const { code, path } = at.dataset;
  held = { code, path, place: list().indexOf(at), fix: document.activeElement.dataset.fixCode };
};

const giveFocus = () => {
  const scroller = document.querySelector("#problems .problems__list");
  if (scroller) scroller.scrollTop = scrolled;
  if (!held) return;
  const all = list(), { code, path, place, fix } = held;
  held = null;
  const same = all.find((one) => one.dataset.code === code && one.dataset.path === path);
  const next = same ?? all[Math.min(place, all.length - 1)];
  const target = same?.querySelector(`[data-fix-code="${fix}"]`) ?? next?.querySelector("[data-go]") ?? document.getElementById("h-problems");
  target.focus({ preventScroll: true });
};

export const startAtFields = () => {
  onStrip(draw);
  onSelect(draw);
  document.body.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.target.id === "problems") keepFocus(); });
  document.body.addEventListener("htmx:load", (event) => {
    if (!["problems", "cast"].includes(event.detail.elt.id)) return;
    draw();
    if (event.detail.elt.id === "problems") giveFocus();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (!link) return;
    event.preventDefault();
    go(link.closest("[data-testid=problem]"));
  });
  draw();
};
