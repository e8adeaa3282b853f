// What does the browser add to pages that already work without it?
// Every sentence a person sees stands in a template, so that it is translated; none stands here.
import "./htmx.js";
import "./announce.js";
import "./corners.js";
import "./dialogs.js";
import "./display.js";
import "./focus.js";
import "./keys.js";
import "./leaving.js";
import "./refusals.js";
import "./selection.js";
import "./submit.js";
import "./ticking.js";
import "./tree.js";
