// The board page: ties its behaviours together.
import { startAgeing } from "./ageing.js";
import { remove, startArranging } from "./arranging.js";
import { startAtFields } from "./at-fields.js";
import { startBlockSeconds } from "./block-seconds.js";
import { startCardHead } from "./card-head.js";
import { startCasting } from "./casting.js";
import { startChain } from "./chain.js";
import { startChoosing } from "./choosing.js";
import { startCopying } from "./copying.js";
import { hasUnsaved } from "./drafts.js";
import { startEchoing } from "./echoing.js";
import { startEndings } from "./endings.js";
import { startFixing } from "./fixing.js";
import { startFraming } from "./framing.js";
import { startLive } from "./live.js";
import { startMentioning } from "./mentioning.js";
import { startMotion } from "./motion.js";
import { startNotifying } from "./notifying.js";
import { startOrdering } from "./ordering.js";
import { startPresence } from "./presence.js";
import { speak, tell } from "./page.js";
import { startPlayhead } from "./playhead.js";
import { startPlaying } from "./playing.js";
import { onSelect } from "./selection.js";
import { awaitTake, startStage } from "./stage.js";
import { startStanding } from "./standing.js";
import { startSteady } from "./steady.js";
import { showSeconds, startTiming } from "./timing.js";
import { say } from "./words.js";
import { flush, startWriting } from "./writing.js";
import { startTabs } from "./tabs.js";
import { startTroubles } from "./troubles.js";
import { startRippling } from "./rippling.js";
import { startSeveral } from "./several.js";
import { startShortcuts } from "./shortcuts.js";
import { startUndoing } from "./undoing.js";
import { startViewing } from "./viewing.js";
import { startVocabulary } from "./vocabulary.js";
import { startGrab } from "./grab.js";
import { startPicker } from "./picker.js";
import { startHovering } from "./hovering.js";
import { startPictures } from "./pictures.js";
import { startPreviews } from "./previews.js";

// What is being typed is saved first, so that the video shows it. The form's token makes a double click one order.
const orderAnimatic = (form) => new Promise((resolve) => {
  awaitTake();
  form.addEventListener("htmx:afterRequest", (event) => resolve(event.detail.xhr.status), { once: true });
  const token = form.querySelector("[name=token]");
  window.htmx.ajax("POST", form.action, { source: form, target: token, swap: "outerHTML", values: { token: token.value } }).catch(() => {});
});

startTroubles();
startTiming();
startBlockSeconds();
startArranging();
startLive();
startSteady();
startPresence();
startStanding();
startEndings();
startNotifying();
startStage();
startCardHead();
startPlayhead();
startPlaying();
startFraming();
onSelect(showSeconds);
startWriting();
startEchoing();
startTabs();
startCasting();
startChoosing();
startMentioning();
startMotion();
startOrdering();
startVocabulary();
startChain();
startPictures();
startPicker();
startGrab();
startPreviews();
startHovering();
startAtFields();
startFixing();
startUndoing();
startRippling();
startShortcuts();
startSeveral();
startCopying(remove);
startViewing();
startAgeing();

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-animatic]");
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector("button");
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  await flush();
  if (hasUnsaved()) {
    button.removeAttribute("aria-busy");
    tell(say("The animatic was not ordered: something you typed here is not saved yet. Settle that first."));
    return;
  }
  const status = await orderAnimatic(form);
  button.removeAttribute("aria-busy");
  if (status === 200) speak(say("The animatic is being made."));
  else if (status) tell(say("The animatic was not ordered. Reload the page and try again."));
  else tell(say("The animatic was not ordered: no connection. Try again when it is back."));
});

// What cannot be pressed says why, also where nothing hovers. The others of its kind say so where they act.
const REFUSING = '[aria-disabled="true"]:is([data-testid="generate"]:not([data-order-open]), [data-testid="animatic"], #show-video)';
document.addEventListener("click", (event) => { const button = event.target.closest(REFUSING); if (button) tell(button.title); });
document.addEventListener("click", (event) => { event.target.closest("[data-dismiss]")?.closest(".note").remove(); });
