// What waits in the phone, what was sent, what was refused and why?
import * as store from "./store.js";
import { page, piece, word } from "./words.js";

const DAY = 24 * 3600 * 1000;

export function box({ who, open, changed }) {
  const section = document.getElementById("box");
  const list = section.querySelector("[data-list]");

  function row(draft) {
    const one = piece("t-draft");
    one.dataset.id = draft.id;
    one.dataset.now = draft.state;
    one.querySelectorAll("[data-state]").forEach((state) => (state.hidden = state.dataset.state !== draft.state));
    const words = draft.title || draft.asked || (draft.said && (draft.said.title || draft.seen.title));
    one.querySelector("[data-what]").textContent = words || word("empty");
    one.querySelector("[data-where]").textContent = [draft.where, draft.spot, draft.words].filter(Boolean).join(" ");
    one.querySelector("[data-receipt]").hidden = !draft.receipt;
    one.querySelector("[data-code]").textContent = draft.receipt || "";
    one.querySelector("[data-why]").replaceChildren(
      ...(draft.why || []).map((text) => {
        const why = document.createElement("li");
        why.textContent = text;
        return why;
      }),
    );
    const sent = draft.state === "sent";
    one.querySelector('[data-do="open"]').hidden = sent;
    const look = one.querySelector('[data-do="look"]');
    look.hidden = !draft.matter;
    look.href = draft.matter ? `/matters/${draft.matter}/` : "#";
    return one;
  }

  async function draw() {
    const drafts = [];
    for (const draft of await store.all(who)) {
      if (draft.state === "sent" && Date.now() - draft.sent > DAY) await store.drop(who, draft.id);
      else drafts.push(draft);
    }
    list.replaceChildren(...drafts.reverse().map(row));
    section.hidden = drafts.length === 0;
    return drafts;
  }

  list.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-do]");
    if (!button || button.dataset.do === "look") return;
    const { id, now } = button.closest("[data-draft]").dataset;
    if (button.dataset.do === "open") {
      const draft = await store.get(who, id);
      if (draft) open(draft, button);
      return;
    }
    // Words that were never sent are gone for good: one press more.
    if (now !== "sent" && !button.dataset.sure) {
      button.dataset.sure = "1";
      button.lastChild.textContent = word("sure");
      return;
    }
    await store.drop(who, id);
    changed();
  });
  return draw;
}

// Today as it was kept, where the page itself could not be fetched: places and days, no words.
export function today(kept) {
  const list = page.querySelector("[data-today]");
  if (!list) return;
  page.querySelector("[data-no-today]").hidden = Boolean(kept && kept.jobs.length);
  if (!kept) return;
  document.querySelector("[data-day]").textContent = kept.day;
  if (kept.grids.length) document.querySelector("[data-grid]").textContent = kept.grids[0];
  list.replaceChildren(
    ...kept.jobs.map((job) => {
      const one = piece("t-job");
      one.querySelector("[data-due]").textContent = job.due || "-";
      one.querySelector("[data-title]").textContent = job.title || job.kind;
      one.querySelector("[data-kind]").textContent = job.spot || job.where;
      Object.assign(one.dataset, { matter: job.id, now: job.state, version: job.version ?? "" });
      return one;
    }),
  );
}
