// 没勾的都到了: marks everybody on a roster who has no mark yet as present.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-tick-all]");
  if (!button) return;
  for (const line of button.closest("section").querySelectorAll("fieldset")) {
    if (!line.querySelector("input:checked")) line.querySelector("input").checked = true;
  }
});
for (const button of document.querySelectorAll("[data-tick-all]")) button.hidden = false;
