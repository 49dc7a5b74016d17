// The few elements of the board page that every module asks for. The strip is swapped, so it is looked up each time.
export const main = document.getElementById("main");
export const strip = () => document.getElementById("strip");
export const shots = () => [...document.querySelectorAll("#shots > .shot")];
export const shotOf = (id) => document.getElementById(`shot-${id}`);
export const editable = () => strip().dataset.editable === "true";
export const version = () => Number(strip().dataset.version);

// One polite sentence for screen readers.
const spoken = document.getElementById("spoken");
export const speak = (sentence) => {
  spoken.textContent = "";
  requestAnimationFrame(() => { spoken.textContent = sentence; });
};

// A sentence in the place for refusals, on screen and spoken at once.
export const tell = (sentence) => {
  const note = Object.assign(document.createElement("div"), { className: "note", role: "alert" });
  note.dataset.level = "warn";
  note.append(Object.assign(document.createElement("p"), { textContent: sentence }));
  document.getElementById("board-notice").replaceChildren(note);
};
