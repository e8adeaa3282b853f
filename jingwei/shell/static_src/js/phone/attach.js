// May the place go with this one note? Only where somebody presses the button: asked once, shown
// before it is sent, taken off again with one press. Nothing follows anybody.
export function attach(form, chosen) {
  const button = form.querySelector("[data-attach]");
  const shown = form.querySelector("[data-point]");
  const failed = form.querySelector("[data-no-place]");

  function show(point) {
    form.dataset.point = point ? JSON.stringify(point) : "";
    shown.hidden = !point;
    button.hidden = Boolean(point);
    failed.hidden = true;
    if (point) form.querySelector("[data-point-words]").textContent = `E ${point[0]}, N ${point[1]}`;
  }

  button.addEventListener("click", () => {
    if (!navigator.geolocation) {
      failed.hidden = false;
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        show([Number(coords.longitude.toFixed(4)), Number(coords.latitude.toFixed(4))]);
        chosen();
      },
      () => (failed.hidden = false),
      { maximumAge: 0, timeout: 15000, enableHighAccuracy: true },
    );
  });
  form.querySelector("[data-detach]").addEventListener("click", () => {
    show(null);
    chosen();
    button.focus();
  });
  return show;
}
