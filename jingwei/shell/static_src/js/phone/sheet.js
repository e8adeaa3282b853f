// How is a note written in three taps? What kind, where, words; every letter is kept as it is typed.
import { openDialog } from "../dialogs.js";
import { attach } from "./attach.js";
import { keeping } from "./keeping.js";
import { listed, nearest, searched } from "./where.js";
import { reasons, word } from "./words.js";

const LEAST = 4;
const TYPED = ["spot", "asked", "name", "phone"];

export function sheet({ who, places, changed, saved }) {
  const dialog = document.getElementById("sheet");
  const form = dialog.querySelector("form");
  const { elements } = form;
  const box = form.querySelector("[data-found]");
  const keep = keeping({ who, dialog, form, changed, saved });
  let draft = null;
  const showPoint = attach(form, () => {
    const point = form.dataset.point ? JSON.parse(form.dataset.point) : null;
    const near = point && !draft.at ? nearest(places(), point) : null;
    read();
    if (near) choose(near);
    later();
  });

  function choose(place) {
    draft.at = place.id;
    draft.where = place.name;
    list();
  }

  // Chosen: that one alone, so that the rest of the sheet is in reach; typing lists anew.
  function list(whole) {
    const chosen = draft.at ? { id: draft.at, name: draft.where, note: "" } : null;
    const found = chosen && !whole ? [] : searched(places(), elements.part.value);
    listed(box, found, places().find((one) => chosen && one.id === chosen.id) || chosen);
    form.querySelector("[data-none]").hidden = found.length > 0 || Boolean(chosen && !whole);
  }

  function read() {
    TYPED.forEach((name) => (draft[name] = elements[name].value));
    draft.kind = form.querySelector('[name="kind"]:checked').value;
    const at = form.querySelector('[name="at"]:checked');
    if (at) {
      draft.at = at.value;
      draft.where = at.parentElement.querySelector("[data-name]").textContent;
    }
    draft.point = form.dataset.point ? JSON.parse(form.dataset.point) : null;
  }

  function later() {
    if (draft.state !== "editing") draft.state = "editing";
    keep.later(draft);
  }

  function open(one, opener) {
    draft = one || {
      id: crypto.randomUUID ? crypto.randomUUID() : drawn(), what: "note", state: "editing",
      began: Date.now(), at: "", where: "", kind: "", spot: "", asked: "", name: "", phone: "",
      point: null,
    };
    form.reset();
    TYPED.forEach((name) => (elements[name].value = draft[name]));
    if (draft.kind) form.querySelector(`[name="kind"][value="${draft.kind}"]`).checked = true;
    showPoint(draft.point);
    reasons(form.querySelector("[data-refused]"), draft.why || []);
    list(false);
    openDialog(dialog, opener);
  }

  form.addEventListener("input", (event) => {
    if (event.target.name === "part") {
      list(true);
      return;
    }
    read();
    if (event.target.name === "at") {
      list();
      const kept = box.querySelector("input:checked");
      if (kept) kept.focus();
    }
    later();
  });

  elements.part.addEventListener("focus", () => draft && list(true));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.dataset.saving) return;
    read();
    const found = [];
    if (!draft.at) found.push(word("where"));
    if (draft.asked.trim().length < LEAST) found.push(word("asked"));
    reasons(form.querySelector("[data-refused]"), found);
    if (found.length) {
      dialog.querySelector("h2").focus();
      return;
    }
    draft.state = "waiting";
    draft.why = [];
    keep.save(() => keep.write(draft));
  });

  dialog.addEventListener("close", () => {
    if (!draft || draft.state !== "editing") return;
    read();
    keep.putAway(draft, TYPED.every((name) => !draft[name].trim()));
  });
  return open;
}

// Browsers before 2022 draw the mark by hand.
function drawn() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
}
