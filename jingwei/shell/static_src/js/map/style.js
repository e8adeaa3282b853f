// How does the map look? Ground, borders, grids, houses, centres; colours from the tokens.
import { token } from "./colours.js";

const chosen = ["boolean", ["feature-state", "chosen"], false];
const near = ["boolean", ["feature-state", "near"], false];
const FONT = ["sans"];

function text(size, colour, more = {}) {
  return {
    layout: { "text-font": FONT, "text-size": size, "text-allow-overlap": false, ...more },
    paint: {
      "text-color": token(colour),
      "text-halo-color": token("--c-surface"),
      "text-halo-width": 2,
    },
  };
}

function part(name, layer) {
  return { ...layer, metadata: { part: name } };
}

export function style(data) {
  const source = (found) => ({ type: "geojson", data: found });
  return {
    version: 8,
    sources: {
      edges: source(data.edges),
      cells: source(data.cells),
      houses: source(data.houses),
      doors: source(data.doors),
      reach: source(data.reach),
      names: source(data.names),
    },
    layers: [
      { id: "out", type: "background", paint: { "background-color": token("--c-map-out") } },
      {
        id: "land",
        type: "fill",
        source: "edges",
        paint: {
          "fill-color": token("--c-map-land"),
          "fill-opacity": ["case", ["get", "own"], 1, 0.45],
        },
      },
      ...cells(),
      part("houses", {
        id: "houses",
        type: "circle",
        source: "houses",
        paint: {
          "circle-color": token("--c-map-bldg"),
          "circle-stroke-color": token("--c-line-strong"),
          "circle-stroke-width": 1,
          "circle-radius": ["interpolate", ["linear"], ["zoom"], 13, 1.5, 16, 5, 18, 9],
        },
      }),
      part("reach", {
        id: "reach",
        type: "line",
        source: "reach",
        paint: {
          "line-color": token("--c-ok"),
          "line-width": 2.5,
          "line-dasharray": [3, 2],
        },
      }),
      {
        id: "edges",
        type: "line",
        source: "edges",
        paint: {
          "line-color": token("--c-ink-2"),
          "line-width": ["case", ["get", "own"], 2.5, 1],
        },
      },
      {
        id: "edge-names",
        type: "symbol",
        source: "edges",
        filter: ["!", ["get", "own"]],
        ...text(12, "--c-ink-3", { "text-field": ["get", "name"] }),
      },
      part("houses", {
        id: "house-names",
        type: "symbol",
        source: "houses",
        minzoom: 16.2,
        ...text(11, "--c-ink-2", { "text-field": ["get", "name"], "text-offset": [0, 1.1] }),
      }),
      part("cells", {
        id: "cell-names",
        type: "symbol",
        source: "names",
        ...text(13, "--c-ink-1", {
          "text-field": ["get", "label"],
          "text-allow-overlap": true,
          "text-anchor": "top-left",
          "text-justify": "left",
          "text-line-height": 1.35,
        }),
      }),
      ...doors(),
    ],
  };
}

function cells() {
  const line = (id, filter, paint) =>
    part("cells", { id, type: "line", source: "cells", filter, paint });
  return [
    part("cells", {
      id: "cells",
      type: "fill",
      source: "cells",
      paint: {
        "fill-color": token("--c-data-1"),
        "fill-opacity": ["case", chosen, 0.16, near, 0.12, 0.03],
      },
    }),
    part("cells", {
      id: "cell-states",
      type: "fill",
      source: "cells",
      filter: ["!=", ["get", "state"], "whole"],
      paint: { "fill-pattern": ["get", "state"], "fill-opacity": 0.75 },
    }),
    line("cell-lines", ["!=", ["get", "state"], "vacant"], {
      "line-color": token("--c-data-1"),
      "line-width": 1.25,
    }),
    line("cell-lines-vacant", ["==", ["get", "state"], "vacant"], {
      "line-color": token("--c-warn"),
      "line-width": 2,
      "line-dasharray": [3, 1.5],
    }),
    line("cell-chosen", true, {
      "line-color": token("--c-accent"),
      "line-width": ["case", chosen, 3.5, near, 2, 0],
    }),
  ];
}

function doors() {
  return [
    part("doors", {
      id: "doors",
      type: "circle",
      source: "doors",
      paint: {
        "circle-color": token("--c-accent-fill"),
        "circle-radius": 12,
        "circle-stroke-color": token("--c-surface"),
        "circle-stroke-width": 2.5,
      },
    }),
    part("doors", {
      id: "door-signs",
      type: "symbol",
      source: "doors",
      layout: {
        "text-font": FONT,
        "text-field": ["get", "sign"],
        "text-size": 13,
        "text-allow-overlap": true,
      },
      paint: { "text-color": "#ffffff" },
    }),
    part("doors", {
      id: "door-names",
      type: "symbol",
      source: "doors",
      ...text(12, "--c-ink-1", { "text-field": ["get", "name"], "text-offset": [0, 1.9] }),
    }),
  ];
}

// Of the own community; without its border, of all that is known of it.
export function boundsOf({ edges, cells, houses }) {
  const own = edges.features.filter((feature) => feature.properties.own);
  const found = [own, cells.features, houses.features].find((features) => features.length);
  if (!found) return null;
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (at) => {
    if (typeof at[0] === "number") {
      box[0] = Math.min(box[0], at[0]);
      box[1] = Math.min(box[1], at[1]);
      box[2] = Math.max(box[2], at[0]);
      box[3] = Math.max(box[3], at[1]);
    } else at.forEach(take);
  };
  found.forEach((feature) => take(feature.geometry.coordinates));
  return box;
}
