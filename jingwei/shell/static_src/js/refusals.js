// What happens when an answer is a refusal, or no answer comes at all? Nothing typed is lost.
import htmx from "./htmx.js";
import { openDialog } from "./dialogs.js";

let failed = null;

function problem() {
  return document.getElementById("problem");
}

function show(templateId) {
  const place = problem();
  const template = document.getElementById(templateId);
  if (!place || !template) return;
  place.replaceChildren(template.content.cloneNode(true));
  place.focus();
  place.scrollIntoView({ block: "nearest" });
}

function remember(detail) {
  const event = detail.requestConfig && detail.requestConfig.triggeringEvent;
  failed = { elt: detail.elt, submitter: event && event.submitter, type: event ? event.type : "click" };
}

function again() {
  if (!failed) return;
  const { elt, submitter, type } = failed;
  failed = null;
  problem().replaceChildren();
  const button =
    submitter && document.contains(submitter) ? submitter : elt.querySelector('button[type="submit"]');
  if (elt.matches("form") && type === "submit" && button) button.click();
  else htmx.trigger(elt, type);
}

// What is asked every two seconds simply asks again.
function polled(elt) {
  return (elt.getAttribute("hx-trigger") || "").includes("every");
}

["htmx:sendError", "htmx:timeout"].forEach((name) =>
  document.addEventListener(name, (event) => {
    if (polled(event.detail.elt)) return;
    remember(event.detail);
    show("say-offline");
  }),
);

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, elt } = event.detail;
  if (xhr.status < 500 || xhr.getResponseHeader("HX-Retarget")) return;
  // Not from us: a gateway in between. What was typed stays, the page says so.
  event.detail.shouldSwap = false;
  if (polled(elt)) return;
  remember(event.detail);
  show("say-offline");
});

document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  remember(event.detail);
  if (xhr.status === 401) openDialog(document.getElementById("expired"), event.detail.elt);
});

// After a refusal the summary of what to mend gets the focus.
document.addEventListener("htmx:afterSettle", (event) => {
  const { xhr, target, elt } = event.detail;
  if (!xhr || xhr.status < 400 || !target || polled(elt)) return;
  const place =
    target.id === "problem" ? target : target.querySelector(".errsum") || document.querySelector(".errsum");
  if (place) {
    place.focus();
    place.scrollIntoView({ block: "nearest" });
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-again]")) {
    event.preventDefault();
    again();
  }
});

// An ordinary form without a network would end on the browser's own page and lose what was typed.
document.addEventListener(
  "submit",
  (event) => {
    // A form of a dialog is sent nowhere: the grid worker's notes are kept in the phone.
    if (navigator.onLine !== false || event.target.getAttribute("method") === "dialog") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    failed = { elt: event.target, submitter: event.submitter, type: "submit" };
    show("say-offline");
  },
  true,
);

// Who is signed in now, in which post, and which token may be used: null where nobody is, undefined
// where nothing answers.
async function present(dialog) {
  try {
    const address = dialog.querySelector("[data-signed-in]").dataset.signedIn;
    const reply = await fetch(address, { headers: { Accept: "application/json" } });
    if (reply.status >= 500) return undefined;
    return reply.ok ? await reply.json() : null;
  } catch (error) {
    return undefined;
  }
}

function saidOf(name) {
  const meta = document.querySelector(`meta[name="${name}"]`);
  return meta ? meta.content : "";
}

// May what was filled in here be sent? Not by another account, nor in another post; the dialog says so.
function isSame(dialog, answer) {
  const same = Boolean(answer) && (!saidOf("who") || (saidOf("who") === answer.who && saidOf("post") === answer.post));
  dialog.querySelector("[data-still]").hidden = Boolean(answer);
  dialog.querySelector("[data-other]").hidden = !answer || same;
  return same;
}

// Signed in again in another window: take the new token, then send what was waiting.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-signed-in]");
  if (!button) return;
  event.preventDefault();
  const dialog = button.closest("dialog");
  const answer = await present(dialog);
  if (!isSame(dialog, answer)) return;
  document
    .querySelectorAll('input[name="csrfmiddlewaretoken"]')
    .forEach((field) => (field.value = answer.token));
  const meta = document.querySelector('meta[name="csrf-token"]');
  if (meta) meta.content = answer.token;
  dialog.close();
  again();
});

// An ordinary form that meets an ended session comes back as another page, and no browser brings
// back what was typed into a page that may not be kept. One that has stood open asks before.
const STOOD = 5 * 60 * 1000;
const asked = new WeakSet();

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    const dialog = document.getElementById("expired");
    const out = document.getElementById("unsent");
    if (form.method !== "post" || form.matches("[hx-post], [hx-put], [hx-delete]")) return;
    if (event.timeStamp < STOOD || !dialog || !saidOf("who") || asked.delete(form)) return;
    if (out && form.getAttribute("action") === out.dataset.out) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    failed = { elt: form, submitter: event.submitter, type: "submit" };
    const answer = await present(dialog);
    if (answer === undefined) {
      show("say-offline");
    } else if (isSame(dialog, answer)) {
      asked.add(form);
      again();
    } else {
      dialog.querySelector("[data-still]").hidden = true;
      openDialog(dialog, failed.submitter);
    }
  },
  true,
);

// A page that came back whole with a summary: the focus goes there.
const summary = document.querySelector(".errsum[data-focus]");
if (summary) summary.focus();
