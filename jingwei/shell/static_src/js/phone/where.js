// Where is it? The own buildings by a few letters, without a signal too.
import { piece } from "./words.js";

const SHOWN = 8;

export function searched(places, part) {
  const wanted = part.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (one) => wanted.every((bit) => `${one.name} ${one.note}`.toLowerCase().includes(bit));
  return places.filter(fits).slice(0, SHOWN);
}

export function nearest(places, [lon, lat]) {
  const wide = Math.cos((lat * Math.PI) / 180);
  const far = (one) => Math.hypot((one.at[0] - lon) * wide, one.at[1] - lat) * 111_000;
  const found = places.filter((one) => one.at).sort((one, other) => far(one) - far(other))[0];
  return found && far(found) < 300 ? found : null;
}

export function listed(box, places, chosen) {
  const shown = places.slice();
  if (chosen && !shown.some((one) => one.id === chosen.id)) shown.unshift(chosen);
  box.replaceChildren(
    ...shown.map((one) => {
      const row = piece("t-place");
      const input = row.querySelector("input");
      input.value = one.id;
      input.checked = Boolean(chosen) && one.id === chosen.id;
      row.querySelector("[data-name]").textContent = one.name;
      row.querySelector("[data-note]").textContent = one.note;
      return row;
    }),
  );
}
