// What does an office want checked at a step? Its lines beside the step's own words, kept with the draft.
import { piece, word } from "./words.js";

// Those of the step, after those of the taking that goes before it.
export function asked(draft) {
  const asks = draft.asks || {};
  const before = draft.take ? asks.take_up || [] : [];
  return [...before, ...(asks[draft.verb] || [])];
}

export function drawLocal(place, lines, said) {
  let part = "";
  const drawn = [];
  lines.forEach((one) => {
    if (one.part !== part) {
      part = one.part;
      const head = piece("t-list");
      head.querySelector("[data-part]").textContent = one.part;
      head.querySelector("[data-office]").textContent = one.office + word("source") + one.source;
      drawn.push(head);
    }
    drawn.push(field(one, said));
  });
  place.replaceChildren(...drawn);
  place.hidden = drawn.length === 0;
}

function field(one, said) {
  const drawn = piece(`t-${one.kind}`);
  const input = drawn.querySelector("input, textarea");
  const label = drawn.querySelector("[data-label]");
  label.textContent = one.label;
  input.id = `st-${one.name}`;
  input.dataset.line = one.name;
  if (one.kind === "yes") input.checked = Boolean(said[one.name]);
  else {
    input.value = said[one.name] || "";
    input.maxLength = one.most;
    label.parentElement.htmlFor = input.id;
  }
  drawn.querySelector("[data-optional]").hidden = one.required;
  return drawn;
}

export function readLocal(place) {
  const said = {};
  place.querySelectorAll("[data-line]").forEach((input) => {
    if (input.type === "checkbox") said[input.dataset.line] = input.checked;
    else said[input.dataset.line] = input.value.trim();
  });
  return said;
}

export const lacks = (lines, said) => lines.some((one) => one.required && !said[one.name]);

// Of what was said, that which one step asks for.
export function saidAt(draft, verb) {
  const names = ((draft.asks || {})[verb] || []).map((one) => one.name);
  const said = Object.entries(draft.local || {});
  return Object.fromEntries(said.filter(([name, value]) => names.includes(name) && value));
}
