// How are the few words of a matter put right without a signal? With how each field stood when it
// was opened; where somebody else wrote meanwhile, each field is chosen by hand.
import { openDialog } from "../dialogs.js";
import { keeping } from "./keeping.js";
import { piece, reasons, word } from "./words.js";

const FIELDS = ["title", "spot"];

export function amending({ who, changed, saved }) {
  const dialog = document.getElementById("amend");
  const form = dialog.querySelector("form");
  const { elements } = form;
  const torn = form.querySelector("[data-torn]");
  const keep = keeping({ who, dialog, form, changed, saved });
  let draft = null;

  function read() {
    draft.said = {};
    FIELDS.forEach((name) => {
      const typed = elements[name].value.trim();
      if (typed !== draft.seen[name]) draft.said[name] = typed;
    });
  }

  // For each field that two wrote: what I wrote, and what stands there now.
  function choices() {
    const fields = Object.keys(draft.theirs || {});
    torn.replaceChildren(
      ...fields.map((name) => {
        const row = piece("t-torn");
        row.querySelector("[data-label]").textContent = form.querySelector(`[for="am-${name}"]`).textContent;
        row.querySelector("[data-mine]").textContent = draft.said[name];
        row.querySelector("[data-theirs]").textContent = draft.theirs[name] || "-";
        row.querySelectorAll("input").forEach((one) => (one.name = `keep-${name}`));
        return row;
      }),
    );
    torn.hidden = fields.length === 0;
  }

  function settle() {
    Object.keys(draft.theirs || {}).forEach((name) => {
      const keep = form.querySelector(`[name="keep-${name}"]:checked`);
      draft.seen[name] = draft.theirs[name];
      if (keep && keep.dataset.keep === "theirs") delete draft.said[name];
      else draft.said[name] = elements[name].value.trim();
    });
    delete draft.theirs;
  }

  function open(one, opener) {
    draft = one;
    form.reset();
    FIELDS.forEach((name) => {
      elements[name].value = name in draft.said ? draft.said[name] : draft.seen[name];
    });
    reasons(form.querySelector("[data-refused]"), draft.why || []);
    choices();
    openDialog(dialog, opener);
  }

  form.addEventListener("input", (event) => {
    const { name, value } = event.target;
    if (!FIELDS.includes(name)) return;
    if (draft.theirs) {
      draft.said[name] = value.trim();
      const mine = torn.querySelector(`[name="keep-${name}"]`);
      if (mine) mine.parentElement.querySelector("[data-mine]").textContent = value;
    } else {
      read();
      draft.state = "editing";
    }
    keep.later(draft);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.dataset.saving) return;
    if (draft.theirs) settle();
    else read();
    if ("title" in draft.said && draft.said.title.length < 2) {
      reasons(form.querySelector("[data-refused]"), [word("title")]);
      return;
    }
    draft.why = [];
    draft.state = "waiting";
    keep.save(() => (Object.keys(draft.said).length ? keep.write(draft) : keep.drop(draft)));
  });

  dialog.addEventListener("close", () => {
    if (!draft || draft.state !== "editing") return;
    read();
    keep.putAway(draft, Object.keys(draft.said).length === 0);
  });
  return open;
}

// A new one for a card of today; the same card again goes on with what was begun.
export function begun(card) {
  return {
    id: `amend-${card.dataset.matter}`, what: "amend", state: "editing", began: Date.now(),
    matter: card.dataset.matter, said: {},
    seen: {
      title: card.querySelector("[data-title]").textContent,
      spot: card.querySelector("[data-spot]").textContent,
    },
  };
}
