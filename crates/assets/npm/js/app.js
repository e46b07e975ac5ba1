// Entry of the script: htmx for partial updates, then our small islands. Every page is complete without it.
// All islands listen on the document, so that fragments which htmx swaps in need no set-up of their own.
import "htmx.org/dist/htmx.esm.js";
import { startCopy } from "./copy.js";
import { startCounters } from "./counter.js";
import { startGuard } from "./guard.js";
import { startKeyboard } from "./keyboard.js";
import { startPickers } from "./picker.js";
import { startUploads } from "./upload.js";

startKeyboard(document);
startGuard(document);
startCounters(document);
startPickers(document);
startCopy(document);
startUploads(document);
