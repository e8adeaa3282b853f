// Light or dark, and how large? Both are cookies, so that the server draws the page right at once;
// without a script the same buttons post to /display/.

const root = document.documentElement;

function keep(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (!form.matches("[data-display]") || !button) return;
  event.preventDefault();
  const name = button.name;
  root.dataset[name] = button.value;
  keep(`jw_${name}`, button.value);
  document.querySelectorAll(`[data-display] button[name="${name}"]`).forEach((other) => {
    other.setAttribute("aria-pressed", String(other.value === button.value));
  });
});
