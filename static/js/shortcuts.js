// The list of keys, and the switch that turns those of a single letter off: who speaks to the machine, or has a hand that
// trembles, would press them unasked (WCAG 2.1.4). Kept in this browser.
const KEY = "single keys";
let on = localStorage.getItem(KEY) !== "off";

export const lettersOn = () => on;

const openKeys = () => document.getElementById("keys-dialog").showModal();

export const startShortcuts = () => {
  const box = document.getElementById("single-keys");
  box.checked = on;
  box.addEventListener("change", () => {
    on = box.checked;
    localStorage.setItem(KEY, on ? "on" : "off");
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-keys]")) openKeys(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || !on || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input:not([type=range]), textarea, select, [contenteditable], dialog")) return;
    event.preventDefault();
    openKeys();
  });
};
