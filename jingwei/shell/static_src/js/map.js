// The map of a community's grids, drawn from our own data. All that it shows stands in the list
// beside it, which also drives it; where it cannot be drawn, the server's drawing stays.
import { Map, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { whole } from "./map/data.js";
import { boundsOf, style } from "./map/style.js";
import { onto } from "./map/pattern.js";
import { choosing } from "./map/choosing.js";

const place = document.querySelector("[data-map]");
const FIT = { padding: 48, animate: false };

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function begin(data, says) {
  const { worker, font } = place.dataset;
  // A script of the old kind runs as a worker everywhere; the sign after # says that it is one.
  setWorkerUrl(new URL(`${worker}#.cjs`, location.href).href);
  const stage = place.querySelector("[data-canvas]");
  stage.hidden = false;
  const map = new Map({
    container: stage,
    style: style(data),
    bounds: boundsOf(data),
    fitBoundsOptions: FIT,
    localIdeographFontFamily: font || getComputedStyle(document.body).fontFamily,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    cooperativeGestures: true,
    locale: says,
    maxZoom: 20,
    fadeDuration: calm() ? 0 : 200,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
  return map;
}

function layers(map) {
  const bar = place.querySelector("[data-layers]");
  bar.hidden = false;
  const show = () =>
    bar.querySelectorAll("input").forEach((box) => {
      map.getStyle().layers.forEach(({ id, metadata }) => {
        if (!metadata || metadata.part !== box.value) return;
        map.setLayoutProperty(id, "visibility", box.checked ? "visible" : "none");
      });
    });
  bar.addEventListener("change", show);
  return show;
}

async function start() {
  const says = JSON.parse(document.getElementById("map-says").textContent);
  const data = await whole(place.dataset);
  if (!boundsOf(data)) return; // no border and no point is known: nothing to draw
  const map = begin(data, says);
  map.on("error", ({ error }) => console.warn(error));
  map.on("style.load", () => onto(map));
  map.once("load", () => {
    place.querySelector("[data-drawing]")?.setAttribute("hidden", "");
    const show = layers(map);
    choosing(map, data, place, { calm });
    const redraw = () => {
      map.setStyle(style(data));
      map.once("styledata", show);
    };
    new MutationObserver(redraw).observe(document.documentElement, {
      attributes: true,
      attributeFilter: ["data-theme"],
    });
    place.dataset.ready = "";
  });
}

if (place) {
  start().catch((fault) => {
    // No network, no WebGL: the drawing and the list say the same.
    console.warn(String(fault));
    place.querySelector("[data-canvas]").hidden = true;
    place.dataset.failed = "";
  });
}
