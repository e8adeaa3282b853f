// Which grid is chosen? By a row of the list (keys or pointer) or by a click on the map; either way
// the link of the row is followed, so that the panel, the address and the map say the same.

export function choosing(map, data, place, { calm }) {
  const rows = new Rows(place, data);
  let chosen = null;
  let near = null;

  const mark = (id, state) => {
    if (id) map.setFeatureState({ source: "cells", id }, state);
  };

  function point(id) {
    if (near === id) return;
    mark(near, { near: false });
    near = id;
    mark(near, { near: true });
  }

  function choose(link, { move = true } = {}) {
    const feature = rows.feature(link);
    mark(chosen, { chosen: false });
    chosen = feature ? feature.id : null;
    mark(chosen, { chosen: true });
    place.querySelectorAll("[data-grid]").forEach((one) => {
      if (one === link) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
      one.closest("tr").classList.toggle("is-on", one === link);
    });
    if (feature && move) show(feature);
  }

  // The chosen grid comes into sight; the map moves no more than that.
  function show(feature) {
    const corners = feature.geometry.coordinates[0];
    const seen = map.getBounds();
    if (corners.every((corner) => seen.contains(corner))) return;
    const box = corners.reduce(
      ([west, south, east, north], [x, y]) => [
        Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y),
      ],
      [Infinity, Infinity, -Infinity, -Infinity],
    );
    map.fitBounds(box, { padding: 64, maxZoom: map.getZoom(), animate: !calm() });
  }

  place.addEventListener("click", (event) => {
    const link = event.target.closest("[data-grid]");
    if (link) choose(link);
  });
  place.addEventListener("focusin", (event) => {
    point(rows.feature(event.target.closest("[data-grid]"))?.id || null);
  });
  place.addEventListener("focusout", () => point(null));
  place.addEventListener("mouseover", (event) => {
    const row = event.target.closest("tr");
    if (row) point(rows.feature(row.querySelector("[data-grid]"))?.id || null);
  });

  // Nothing follows the pointer's way: only that it came onto the grids, and left them.
  map.on("mouseenter", "cells", () => {
    map.getCanvas().style.cursor = "pointer";
  });
  map.on("mouseleave", "cells", () => {
    map.getCanvas().style.cursor = "";
  });
  map.on("click", (event) => {
    const [found] = map.queryRenderedFeatures(event.point, { layers: ["cells"] });
    const link = found && rows.link(found.properties.key);
    if (link) link.click();
    else beside(event.point);
  });

  // A click on a neighbour's ground opens its map.
  function beside(at) {
    const [ground] = map.queryRenderedFeatures(at, { layers: ["land"] });
    if (!ground || ground.properties.own) return;
    location.href = `${place.dataset.page}?community=${ground.properties.key}`;
  }
  place.addEventListener("htmx:afterSwap", () => {
    const panel = document.getElementById("grid");
    panel.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
  });

  const current = place.querySelector("[data-grid][aria-current]");
  if (current) choose(current, { move: false });
}

// Rows of the list and features of the map, by the id of the grid.
class Rows {
  constructor(place, data) {
    this.place = place;
    this.features = Object.fromEntries(data.cells.features.map((one) => [one.properties.key, one]));
  }

  feature(link) {
    return link ? this.features[link.dataset.grid] : undefined;
  }

  link(key) {
    return this.place.querySelector(`[data-grid="${CSS.escape(key)}"]`);
  }
}
