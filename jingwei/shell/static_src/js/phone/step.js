// How is a step of a matter written down without a signal? With the version of the matter that was
// seen; whether it may be taken is asked when it is sent, and what was typed stays until then.
import { openDialog } from "../dialogs.js";
import * as store from "./store.js";
import { reasons, say, word } from "./words.js";

const dialog = document.getElementById("step");
const ways = [...dialog.querySelectorAll('[name="verb"]')];
const holds = (list, state) => list.split(" ").includes(state);

// Which of the three may be written down from a state?
export const offered = (state) => ways.filter((way) => holds(way.dataset.from, state));

export function stepping({ who, changed, saved }) {
  const form = dialog.querySelector("form");
  const words = form.elements.words;
  let draft = null;
  let timer = 0;
  let writing = Promise.resolve();

  const chosen = () => ways.find((way) => way.checked);

  function write() {
    window.clearTimeout(timer);
    draft.edited = Date.now() + Math.random();
    const now = { ...draft };
    writing = writing.catch(() => undefined).then(() => store.put(who, now));
    return writing;
  }

  function show() {
    const way = chosen();
    form.querySelector("[data-words]").hidden = !(draft.words || (way && way.dataset.word));
    form.querySelector("[data-asks-label]").textContent = way ? way.dataset.asks : "";
    words.maxLength = way && Number(way.dataset.most) ? Number(way.dataset.most) : 2000;
    words.required = Boolean(way && way.dataset.word);
  }

  function read() {
    const way = chosen();
    draft.words = words.value;
    draft.verb = way ? way.value : "";
    draft.word = way ? way.dataset.word : "";
    draft.title = way ? way.parentElement.textContent.trim() : "";
    draft.take = Boolean(way) && !holds(way.dataset.straight, draft.from);
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
    window.clearTimeout(timer);
    timer = window.setTimeout(() => write().then(changed), 250);
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.saving) return;
    read();
    if (!draft.verb || (draft.word && draft.words.trim().length < 2)) {
      reasons(form.querySelector("[data-refused]"), [word("said")]);
      return;
    }
    form.dataset.saving = "1";
    // A new mark for each time it is saved: the same words are sent once, other words are another.
    Object.assign(draft, { state: "waiting", why: [], moved: "", mark: store.mark() });
    try {
      await write();
      dialog.close();
      say("saved");
      saved();
    } catch (error) {
      reasons(form.querySelector("[data-refused]"), [word("nostore")]);
    } finally {
      delete form.dataset.saving;
    }
  });

  dialog.addEventListener("close", () => {
    if (!draft || draft.state !== "editing") return;
    read();
    (draft.verb || draft.words ? write() : writing.then(() => store.drop(who, draft.id))).then(changed, changed);
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
    take: false, where: job ? [job.where, job.kind].filter(Boolean).join(" ") : "",
  };
}
