// How is a step of a matter written down without a signal? With the version of the matter that was
// seen; whether it may be taken is asked when it is sent, and what was typed stays until then.
import { openDialog } from "../dialogs.js";
import { keeping } from "./keeping.js";
import { asked, drawLocal, lacks, readLocal } from "./local.js";
import * as store from "./store.js";
import { reasons, word } from "./words.js";

const dialog = document.getElementById("step");
const ways = [...dialog.querySelectorAll('[name="verb"]')];
const holds = (list, state) => list.split(" ").includes(state);

// Which of them may be written down from a state?
export const offered = (state) => ways.filter((way) => holds(way.dataset.from, state));

export function stepping({ who, changed, saved }) {
  const form = dialog.querySelector("form");
  const words = form.elements.words;
  const local = form.querySelector("[data-local]");
  const mores = [...form.querySelectorAll("[data-more]")];
  const keep = keeping({ who, dialog, form, changed, saved });
  let draft = null;

  const chosen = () => ways.find((way) => way.checked);

  function show() {
    const way = chosen();
    form.querySelector("[data-words]").hidden = !(draft.words || (way && way.dataset.word));
    form.querySelector("[data-asks-label]").textContent = way ? way.dataset.asks : "";
    words.maxLength = way && Number(way.dataset.most) ? Number(way.dataset.most) : 2000;
    words.required = Boolean(way && way.dataset.word);
    mores.forEach((one) => (one.hidden = !way || one.dataset.more !== way.value));
    if (local.dataset.of === draft.verb) return;
    local.dataset.of = draft.verb;
    drawLocal(local, asked(draft), draft.local || {});
  }

  // What the chosen step asks beside its sentence.
  const more = () => mores.filter((one) => one.dataset.more === draft.verb).flatMap((one) => [...one.querySelectorAll("[name]")]);

  function read() {
    const way = chosen();
    draft.local = { ...draft.local, ...readLocal(local) };
    draft.words = words.value;
    draft.verb = way ? way.value : "";
    draft.word = way ? way.dataset.word : "";
    draft.title = way ? way.parentElement.textContent.trim() : "";
    draft.take = Boolean(way) && !holds(way.dataset.straight, draft.from);
    draft.more = { ...draft.more, ...Object.fromEntries(more().map((one) => [one.name, one.value.trim()])) };
  }

  function open(one, opener) {
    draft = one;
    form.reset();
    words.value = draft.words;
    const able = offered(draft.from);
    ways.forEach((way) => {
      way.parentElement.hidden = !able.includes(way);
      way.checked = way.value === draft.verb && able.includes(way);
    });
    mores.flatMap((one) => [...one.querySelectorAll("[name]")]).forEach((one) => (one.value = (draft.more || {})[one.name] || ""));
    delete local.dataset.of;
    form.querySelector("[data-none]").hidden = able.length > 0;
    form.querySelector("[type=submit]").hidden = able.length === 0;
    form.querySelector("[data-of]").textContent = draft.where;
    form.querySelector("[data-moved]").hidden = !draft.moved;
    form.querySelector("[data-now-title]").textContent = draft.moved || "";
    reasons(form.querySelector("[data-refused]"), draft.why || []);
    show();
    openDialog(dialog, opener);
  }

  form.addEventListener("input", () => {
    read();
    show();
    draft.state = "editing";
    keep.later(draft);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.dataset.saving) return;
    read();
    if (!draft.verb || (draft.word && draft.words.trim().length < 2)) {
      reasons(form.querySelector("[data-refused]"), [word("said")]);
      return;
    }
    const lacking = more().some((one) => !one.value.trim()) ? "more" : lacks(asked(draft), draft.local) ? "local" : "";
    if (lacking) {
      reasons(form.querySelector("[data-refused]"), [word(lacking)]);
      return;
    }
    // A new mark for each time it is saved: the same words are sent once, other words are another.
    Object.assign(draft, { state: "waiting", why: [], moved: "", mark: store.mark() });
    keep.save(() => keep.write(draft));
  });

  dialog.addEventListener("close", () => {
    if (!draft || draft.state !== "editing") return;
    read();
    keep.putAway(draft, !draft.verb && !draft.words && !Object.values(draft.more || {}).some(Boolean));
  });
  return open;
}

// A new one for a card of today. Of a resident's words nothing is kept: only where it is.
export function begunStep(card, kept) {
  const { matter, now, version } = card.dataset;
  const job = kept && kept.jobs.find((one) => one.id === matter);
  return {
    id: `step-${matter}`, what: "step", state: "editing", began: Date.now(), matter, from: now,
    version: version === "" ? null : Number(version), verb: "", word: "", words: "", title: "",
    take: false, more: {}, local: {}, asks: (job && job.asks) || {}, where: job ? [job.where, job.kind].filter(Boolean).join(" ") : "",
  };
}
