// What was done replaced the place where one was: where does one go on by keys? In the same row if it
// is still there, else in the row that took its place, else where the answer begins; not at the top.
const ROWS = "tr[id], li[id]";
const FIELDS = "input:not([type=hidden]), select, textarea, button, a[href]";
let left = null;

function rowsOf(place) {
  return [...place.querySelectorAll(ROWS)];
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, target, requestConfig } = event.detail;
  left = null;
  if (!target || !requestConfig || requestConfig.verb === "get") return;
  const row = elt.closest(ROWS);
  left = row && target.contains(row) ? { id: row.id, at: rowsOf(target).indexOf(row) } : null;
});

document.addEventListener("htmx:afterSettle", (event) => {
  const { target, requestConfig, xhr } = event.detail;
  if (!requestConfig || requestConfig.verb === "get" || !xhr || xhr.status >= 400) return;
  if (document.activeElement && document.activeElement !== document.body) return;
  const place = target && target.id && document.getElementById(target.id);
  if (!place) return;
  const rows = rowsOf(place);
  const row = left && (rows.find((one) => one.id === left.id) || rows[Math.min(left.at, rows.length - 1)]);
  const field = row && row.querySelector(FIELDS);
  left = null;
  if (field) {
    field.focus();
    return;
  }
  if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
});
