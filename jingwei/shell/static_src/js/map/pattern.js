// How is a state seen without its colour? Slanted lines where nobody leads, dots where one is missing.
import { colour } from "./colours.js";

const SIZE = 16;

function picture(paint) {
  const data = new Uint8Array(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y += 1)
    for (let x = 0; x < SIZE; x += 1) data.set(paint(x, y), (y * SIZE + x) * 4);
  return { width: SIZE, height: SIZE, data };
}

function bytes(name, cover = 1) {
  const [red, green, blue] = colour(name);
  return [red * cover, green * cover, blue * cover, 255 * cover].map(Math.round);
}

export function onto(map) {
  const line = bytes("--c-warn");
  const ground = bytes("--c-warn-soft", 0.75);
  const dot = bytes("--c-info");
  const clear = bytes("--c-info-soft", 0.2);
  const pictures = {
    vacant: picture((x, y) => ((x + y) % SIZE < 3 ? line : ground)),
    lacking: picture((x, y) => ((x % 8) - 3) ** 2 + ((y % 8) - 3) ** 2 < 2.5 ? dot : clear),
  };
  Object.entries(pictures).forEach(([name, image]) => {
    if (map.hasImage(name)) map.updateImage(name, image);
    else map.addImage(name, image, { pixelRatio: 2 });
  });
}
