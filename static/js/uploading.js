// Uploads: several at once, each with its progress, a way to cancel it, and a sentence where it was refused.
import { say } from "./words.js";

const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

// Sends one file; resolves with the card of its asset, or with null where it came to nothing.
export const upload = (file, { url, workspace, list }) => new Promise((resolve) => {
  const row = document.createElement("li");
  row.className = "upload";
  row.innerHTML = '<span class="upload__name"></span><progress class="progress" max="100" value="0"></progress><span class="upload__state small"></span>';
  row.querySelector(".upload__name").textContent = file.name || say("Pasted picture");
  const cancel = Object.assign(document.createElement("button"), { type: "button", className: "btn btn--sm btn--quiet", textContent: say("Cancel") });
  row.append(cancel);
  list.prepend(row);
  const request = new XMLHttpRequest();
  const end = (sentence, card) => {
    cancel.textContent = say("Dismiss");
    cancel.onclick = () => row.remove();
    row.querySelector("progress").hidden = true;
    row.querySelector(".upload__state").textContent = sentence;
    row.dataset.state = card ? "done" : "refused";
    resolve(card);
  };
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) row.querySelector("progress").value = (event.loaded / event.total) * 100;
  });
  request.upload.addEventListener("load", () => { row.querySelector(".upload__state").textContent = say("Checking…"); });
  request.addEventListener("load", () => end(...answered(request)));
  request.addEventListener("error", () => end(say("Not uploaded: no connection. Try again."), null));
  request.addEventListener("abort", () => end(say("Cancelled"), null));
  cancel.onclick = () => request.abort();
  request.open("POST", url);
  request.setRequestHeader("X-CSRFToken", token());
  request.setRequestHeader("HX-Request", "true");
  const form = new FormData();
  form.append("workspace", workspace);
  form.append("name", file.name || "pasted.png");
  form.append("file", file, file.name || "pasted.png");
  request.send(form);
});

const answered = (request) => {
  const holder = document.createElement("template");
  holder.innerHTML = request.responseText.trim();
  if (request.status === 200) return [say("In the library"), holder.content.querySelector(".pick")];
  return [holder.content.textContent.trim() || say("The server did not take this file."), null];
};

// The same for an address that the server fetches. `mayPass`: it may go better another time.
export const fetchAddress = (address, { url, workspace }) => sent(url, { workspace, url: address });
export const keepAddress = fetchAddress;
export const retryAddress = (url) => sent(url, {});
// And for a frame of a video, which the server takes out of the original file.
export const grabFrame = (url, frame) => sent(url, { frame });

const sent = async (url, values) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  const answer = await fetch(url, { method: "POST", body: form, headers: { "X-CSRFToken": token(), "HX-Request": "true" } });
  const holder = document.createElement("template");
  holder.innerHTML = (await answer.text()).trim();
  if (answer.ok) return { card: holder.content.querySelector(".pick") };
  return { sentence: holder.content.textContent.trim(), mayPass: Boolean(holder.content.querySelector("[data-may-pass]")) };
};

// Files dropped or pasted, of whatever type: the server looks into them and says what it does not take.
export const filesOf = (transfer) => [...(transfer?.files ?? [])];
