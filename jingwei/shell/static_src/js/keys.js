// Which single keys work? "/" to the search, J and K from row to row, space to tick the row.
// They can be switched off under "display", because speech input may send letters by mistake.

const OFF = "jw_keys=off";

function typing(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function rows() {
  return [...document.querySelectorAll("[data-rows] > tr, [data-rows] > li")].filter(
    (row) => row.offsetParent && row.querySelector("a[href], button"),
  );
}

function step(by) {
  const all = rows();
  if (!all.length) return false;
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1);
  all[next].querySelector("th a[href], a[href], button").focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target) || document.querySelector("dialog[open]") || document.cookie.includes(OFF)) return;
  let done = false;
  if (event.key === "/") {
    const search = document.querySelector("[data-search]") || document.querySelector(".search input");
    if (search) {
      search.focus();
      search.select();
      done = true;
    }
  } else if (event.key === "j" || event.key === "J") {
    done = step(1);
  } else if (event.key === "k" || event.key === "K") {
    done = step(-1);
  } else if (event.key === " " && event.target.closest("[data-rows] a[href]")) {
    const row = event.target.closest("tr, li");
    const box = row && row.querySelector('input[type="checkbox"].check');
    if (box) {
      box.click();
      done = true;
    }
  }
  if (done) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-keys]");
  if (!button) return;
  const off = !document.cookie.includes(OFF);
  document.cookie = `jw_keys=${off ? "off" : "on"}; path=/; max-age=31536000; samesite=lax`;
  button.setAttribute("aria-pressed", String(!off));
});

document.querySelectorAll("[data-keys]").forEach((button) => {
  button.setAttribute("aria-pressed", String(!document.cookie.includes(OFF)));
});

// From the box of the search the arrows lead through what it may mean, and Escape leads back.
document.addEventListener("keydown", (event) => {
  const box = event.target.closest && event.target.closest(".search");
  if (!box || event.isComposing) return;
  const field = box.querySelector("input");
  const found = [...box.querySelectorAll(".suggest a[href]")];
  const here = found.indexOf(event.target);
  if (event.key === "ArrowDown" && found.length) (found[here + 1] || found[here]).focus();
  else if (event.key === "ArrowUp" && here >= 0) (found[here - 1] || field).focus();
  else if (event.key === "Escape" && here >= 0) {
    field.focus();
    box.querySelector(".suggest").replaceChildren();
  } else return;
  event.preventDefault();
});
