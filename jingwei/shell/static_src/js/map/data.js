// What is drawn? Pages of features from our own addresses, all of them before the map begins.

const MOST = 20; // pages of one kind

async function pages(address) {
  const features = [];
  let at = "";
  for (let page = 0; page < MOST; page += 1) {
    const url = new URL(address, location.href);
    if (at) url.searchParams.set("at", at);
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status} ${url.pathname}`);
    const said = await answer.json();
    features.push(...said.features);
    at = said.next;
    if (!at) break;
  }
  // Ids of features are words with us; the map keeps states by numbers.
  return features.map((feature, at) => ({ ...feature, id: at + 1 }));
}

export async function whole({ own, communities, grids, buildings, centres }) {
  const found = await Promise.all([communities, grids, buildings, centres].map(pages));
  const [edges, cells, houses, doors] = found.map((features) => ({
    type: "FeatureCollection",
    features: features.filter((feature) => feature.geometry),
  }));
  edges.features.forEach(({ properties }) => (properties.own = properties.key === own));
  return { edges, cells, houses, doors, names: corners(cells), reach: around(doors) };
}

// As far as one walks in ten minutes by the rulebook: a circle, for streets are not known.
function around(doors) {
  const rings = doors.features
    .filter(({ properties }) => properties.reach > 0)
    .map(({ geometry, properties }) => {
      const [lon, lat] = geometry.coordinates;
      const high = properties.reach / 111320;
      const wide = high / Math.cos((lat * Math.PI) / 180);
      const ring = Array.from({ length: 73 }, (_, at) => {
        const turn = (at * Math.PI) / 36;
        return [lon + wide * Math.cos(turn), lat + high * Math.sin(turn)];
      });
      return { type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring] } };
    });
  return { type: "FeatureCollection", features: rings };
}

// A grid's name stands in its north-west corner, so that houses and doors do not cover it.
function corners(cells) {
  const features = cells.features.map(({ id, geometry, properties }) => {
    const ring = geometry.coordinates[0].slice(0, -1);
    const middle = [0, 1].map((axis) => ring.reduce((sum, at) => sum + at[axis], 0) / ring.length);
    const [lon, lat] = ring.reduce((best, at) => (at[1] - at[0] > best[1] - best[0] ? at : best));
    const at = [lon + (middle[0] - lon) * 0.12, lat + (middle[1] - lat) * 0.12];
    return { type: "Feature", id, properties, geometry: { type: "Point", coordinates: at } };
  });
  return { type: "FeatureCollection", features };
}
