// The list of comments: drawn again when anybody changes one, filtered in the page, and tied to the frames of the video.
import { onFrame } from "./at-player.js";
import { offerHiding, showDrawings } from "./drawings.js";
import { areDrawn, drawMarks, markMarks } from "./marks.js";
import { player } from "./player.js";
import { numberAtFirst, onMessage } from "./take-live.js";

const list = () => document.getElementById("thread-list");
const show = { state: "all", person: "", shot: "" };
let number = numberAtFirst;
let due = false;

const rows = () => [...list().querySelectorAll(":scope > .comment")];

// Whoever wrote in a thread: its first comment, or an answer.
const writers = (row) => [row, ...row.querySelectorAll(".replies > li")].map(({ dataset }) => dataset).filter(({ person }) => person);

const isShown = (row) => {
  const { dataset } = row, { mentions, shot, resolved } = dataset;
  if (show.state !== "all" && resolved !== String(show.state === "resolved")) return false;
  if (show.state !== "all" && "deleted" in dataset) return false;
  const named = show.person.startsWith("@") && mentions.split(" ").includes(show.person.slice(1));
  const wrote = writers(row).some(({ person }) => person === show.person);
  return (!show.person || named || wrote) && (!show.shot || shot === show.shot);
};

const authors = () => new Map(rows().flatMap(writers).map(({ person, name }) => [person, name]));

const offerAuthors = () => {
  const select = document.getElementById("filter-person");
  for (const old of select.querySelectorAll("[data-author]")) old.remove();
  for (const [id, name] of authors()) {
    const option = new Option(name, id, false, id === show.person);
    option.dataset.author = "";
    select.append(option);
  }
  document.getElementById("thread-filters").hidden = rows().length < 2 && !show.person && !show.shot;
};

const filter = () => {
  const said = rows().filter(({ dataset }) => !("deleted" in dataset));
  for (const row of rows()) row.hidden = !isShown(row);
  document.getElementById("thread-count").textContent = said.length;
  document.getElementById("thread-open").textContent = said.filter(({ dataset }) => dataset.resolved === "false").length;
  const none = document.getElementById("thread-none");
  none.hidden = rows().some((row) => !row.hidden);
  none.textContent = rows().length ? none.dataset.filtered : none.dataset.none;
  drawMarks(rows());
  offerHiding(rows());
  mark(player.frame());
};

// The comments whose frames are on screen are marked, in the list and on the scrubber, and their drawings shown.
const mark = (at) => {
  if (!areDrawn()) drawMarks(rows());
  const isHere = ({ dataset: { frame, frames } }) => frame !== "" && at >= Number(frame) && at < Number(frame) + Number(frames);
  const here = new Set(rows().filter(isHere).map((row) => row.id));
  for (const row of rows()) {
    if (here.has(row.id)) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  markMarks(here);
  showDrawings(rows().filter((row) => here.has(row.id) && !row.hidden));
};

const drawn = () => {
  offerAuthors();
  filter();
};

// A press that has begun ends on the button it began on: the list is drawn anew afterwards.
let pressed = false;
const look = () => {
  if (pressed) { due = true; return; }
  due = false;
  window.htmx.trigger(document.body, "comments-changed");
};
const lookAtVerdicts = () => window.htmx.trigger(document.body, "verdicts-changed");

const hear = (message) => {
  if (!(message.number > number)) return;
  const missed = message.hello || message.number > number + 1;
  number = message.number;
  const about = (...names) => missed || message.fragments.some(({ name }) => names.includes(name));
  if (about("comments")) look();
  if (about("cuts")) window.htmx.trigger(document.body, "cuts-changed");
  if (about("verdicts", "take", "takes", "board", "cast")) lookAtVerdicts();
};

const toComment = () => {
  const row = location.hash.startsWith("#comment-") && document.getElementById(location.hash.slice(1));
  if (!row) return;
  row.closest(".comment").scrollIntoView({ block: "nearest" });
  const at = row.closest(".comment").querySelector("[data-go]");
  if (at) player.go(Number(at.dataset.go));
};

export const startThread = () => {
  if (!list()) return;
  drawn();
  toComment();
  document.body.addEventListener("htmx:afterSwap", ({ target }) => { if (target === list()) drawn(); });
  document.body.addEventListener("htmx:oobAfterSwap", ({ target }) => { if (target.id === "comments") drawn(); });
  onFrame(mark);
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-go]"), state = target.closest("[data-show]");
    if (button) player.go(Number(button.dataset.go));
    if (button?.dataset.of) document.getElementById(button.dataset.of)?.scrollIntoView({ block: "nearest" });
    if (!state) return;
    show.state = state.dataset.show;
    for (const one of document.querySelectorAll("[data-show]")) one.setAttribute("aria-pressed", String(one === state));
    filter();
  });
  document.addEventListener("change", ({ target }) => {
    if (!target.dataset.filter) return;
    show[target.dataset.filter] = target.value;
    filter();
  });
  document.body.addEventListener("comments-changed", () => document.getElementById("thread-said").replaceChildren());
  document.addEventListener("pointerdown", ({ target }) => { pressed = list().contains(target); });
  for (const name of ["pointerup", "pointercancel"]) {
    document.addEventListener(name, () => { pressed = false; if (due) setTimeout(look); });
  }
  onMessage(hear);
  document.addEventListener("counting-changed", filter);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { look(); lookAtVerdicts(); } });
};
