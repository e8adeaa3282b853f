// Where do the sentences come from? From the page, so that they are translated.
export const page = document.getElementById("phone");

export function word(name) {
  const pieces = document.getElementById("t-say");
  return pieces.content.querySelector(`[data-w="${name}"]`).textContent;
}

export function piece(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

export function say(name) {
  const status = document.getElementById("status");
  if (status) status.textContent = word(name);
}

// Reasons above a form or in a list: each a note of its own.
export function reasons(place, sentences) {
  place.replaceChildren(
    ...sentences.map((text) => {
      const one = piece("t-why");
      one.querySelector("[data-text]").textContent = text;
      return one;
    }),
  );
  place.hidden = sentences.length === 0;
}
