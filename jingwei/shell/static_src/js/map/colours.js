// Colours stand in tokens.css alone; the map asks for them.

const root = document.documentElement;

export function token(name) {
  return getComputedStyle(root).getPropertyValue(name).trim();
}

export function colour(name) {
  const hex = token(name).replace("#", "");
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));
}
