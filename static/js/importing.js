// The page where requests are pasted: files may be dropped on it, and what is too long for a field goes as a file.
const form = document.getElementById("import");
const text = document.getElementById("import-text");
const file = document.getElementById("import-file");
const LONGEST_FIELD = 1_000_000; // characters; the server takes 2.5 MB of fields, and a character has up to 4 bytes
const SHOWN = 200_000; // bytes of a dropped file that are still shown for reading

const holds = (one) => {
  const carrier = new DataTransfer();
  carrier.items.add(one);
  file.files = carrier.files;
};

const take = async (one) => {
  if (one.size > SHOWN) {
    holds(one);
    return;
  }
  text.value = await one.text();
  file.value = "";
  text.focus();
  text.setSelectionRange(0, 0);
};

const over = (event) => {
  if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
  event.preventDefault();
  text.dataset.drop = "over";
};
const gone = () => delete text.dataset.drop;

form.addEventListener("dragover", over);
form.addEventListener("dragleave", gone);
form.addEventListener("drop", (event) => {
  gone();
  const [one] = event.dataTransfer?.files ?? [];
  if (!one || event.target === file) return;
  event.preventDefault();
  take(one);
});
form.addEventListener("submit", () => {
  if (text.value.length <= LONGEST_FIELD || file.files.length) return;
  holds(new File([text.value], "request.json", { type: "application/json" }));
  text.value = "";
});
