// The few elements of the board page that every module asks for. The strip is swapped, so it is looked up each time.
export const main = document.getElementById("main");
export const strip = () => document.getElementById("strip");
export const shots = () => [...document.querySelectorAll("#shots > .shot")];
export const shotOf = (id) => document.getElementById(`shot-${id}`);
export const editable = () => strip().dataset.editable === "true";
export const version = () => Number(strip().dataset.version);

// One polite sentence for screen readers: of those that come in one frame, the last.
const spoken = document.getElementById("spoken");
let next = "";
export const speak = (sentence) => {
  next = sentence;
  spoken.textContent = "";
  requestAnimationFrame(() => { if (spoken.textContent !== next) spoken.textContent = next; });
};

// The live connection that `data-connect` names, opened now that whoever asks is there to hear what it says first.
export const connect = (place) => {
  place.setAttribute("ws-connect", place.dataset.connect);
  window.htmx.process(place);
};

const closing = () => {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn--quiet btn--icon btn--sm" });
  button.dataset.dismiss = "";
  button.setAttribute("aria-label", window.gettext("Close"));
  button.innerHTML = '<svg class="icon icon--sm" aria-hidden="true"><use href="#i-x"/></svg>';
  return button;
};

// A sentence in the place for refusals, on screen and spoken at once, in place of the one before; what is to be settled
// there stays. One that stays outlives the next edit.
export const tell = (sentence, { stays = false } = {}) => {
  const note = Object.assign(document.createElement("div"), { className: "note", role: "alert" });
  note.dataset.level = "warn";
  note.append(Object.assign(document.createElement("p"), { textContent: sentence }));
  if (stays) Object.assign(note.dataset, { level: "info", stays: "" });
  note.classList.add("note--bar");
  note.insertAdjacentHTML("afterbegin", `<svg class="icon" aria-hidden="true"><use href="#i-${stays ? "info" : "warn"}"/></svg>`);
  note.append(closing());
  const notices = document.getElementById("board-notice");
  for (const old of [...notices.children]) if (!old.matches("[data-conflict], [data-lost]")) old.remove();
  notices.append(note);
};
