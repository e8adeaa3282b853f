// Which rows are ticked, and what may be done with them all?
// <table data-select="bulk"> and <div class="bulk" id="bulk" data-say="已选 {n} 名"> belong together.
import { say } from "./announce.js";

let last = null;

function boxesOf(table) {
  return [...table.querySelectorAll("tbody input.check[type=checkbox]")];
}

function sync(table, aloud) {
  const bar = document.getElementById(table.dataset.select);
  const boxes = boxesOf(table);
  const all = table.querySelector("thead input.check[type=checkbox]");
  const count = boxes.filter((box) => box.checked).length;
  boxes.forEach((box) => {
    const row = box.closest("tr");
    if (row) row.setAttribute("aria-selected", String(box.checked));
  });
  if (all) {
    all.checked = count > 0 && count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
  }
  if (!bar) return;
  bar.hidden = count === 0;
  const number = bar.querySelector("[data-n]");
  if (number) number.textContent = String(count);
  if (aloud && bar.dataset.say) say(bar.dataset.say.replace("{n}", String(count)));
}

function syncAll() {
  document.querySelectorAll("table[data-select]").forEach((table) => sync(table, false));
}

document.addEventListener("change", (event) => {
  const box = event.target;
  const table = box.matches("input.check[type=checkbox]") && box.closest("table[data-select]");
  if (!table) return;
  if (box.closest("thead")) boxesOf(table).forEach((other) => (other.checked = box.checked));
  sync(table, true);
});

// Shift ticks everything from the last box to this one.
document.addEventListener("click", (event) => {
  const box = event.target;
  if (!box.matches || !box.matches("tbody input.check[type=checkbox]")) return;
  const table = box.closest("table[data-select]");
  if (!table) return;
  const boxes = boxesOf(table);
  const from = boxes.indexOf(last);
  const to = boxes.indexOf(box);
  if (event.shiftKey && from >= 0 && to >= 0) {
    boxes.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((other) => (other.checked = box.checked));
    sync(table, true);
  }
  last = box;
});

document.addEventListener("click", (event) => {
  const clear = event.target.closest(".bulk [data-clear]");
  if (!clear) return;
  event.preventDefault();
  const bar = clear.closest(".bulk");
  document.querySelectorAll(`table[data-select="${bar.id}"]`).forEach((table) => {
    boxesOf(table).forEach((box) => (box.checked = false));
    sync(table, true);
  });
});

document.addEventListener("htmx:afterSettle", syncAll);
window.addEventListener("pageshow", syncAll);
syncAll();
