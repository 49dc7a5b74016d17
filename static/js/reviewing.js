// The page of a take: its comments and its verdicts.
import { keepAtHand } from "./at-hand.js";
import { startAttaching } from "./attaching.js";
import { startComposer } from "./composer.js";
import { startDrawing } from "./drawing.js";
import { startDrawings } from "./drawings.js";
import { startSurface } from "./drawing-surface.js";
import { startNaming } from "./naming.js";
import { startRecounting } from "./recounting.js";
import { startThread } from "./thread.js";
import { tellUndone } from "./undone.js";
import { startUndoOffer } from "./undo-offer.js";
import { startVerdicts } from "./verdicts.js";

keepAtHand();
startThread();
startRecounting();
startComposer();
startAttaching();
startDrawings();
startDrawing();
startSurface();
startNaming();
startVerdicts();
startUndoOffer();
tellUndone();
