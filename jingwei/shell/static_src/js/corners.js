// How are the corners of a border drawn? A click, or the arrow keys and Enter, write a line into the
// field of corners; the drawing follows what stands in the field. Without this the lines are typed.
const SVG = "http://www.w3.org/2000/svg";
const LINE = /^[\s(（[]*([-+]?\d+(?:\.\d+)?)[\s,，、]+([-+]?\d+(?:\.\d+)?)[\s)）\]]*$/;
const [STEP, SMALL] = [15, 2];

function ready(sheet) {
  const field = document.getElementById(sheet.dataset.corners);
  if (!field) return;
  const [west, north, across, down] = ["west", "north", "across", "down"].map((name) => Number(sheet.dataset[name]));
  const datum = field.form.elements.datum;
  const drawn = sheet.querySelector("[data-drawn]");
  const dots = sheet.querySelector("[data-dots]");
  const cross = sheet.querySelector("[data-cross]");
  const box = sheet.viewBox.baseVal;
  const at = { x: box.width / 2, y: box.height / 2 };

  // Only lines in the datum of the drawing are drawn; the server draws all others.
  function lines() {
    if (datum && datum.value !== "cgcs2000") return null;
    const found = field.value.split(/[;；\n]+/).filter((line) => line.trim()).map((line) => line.match(LINE));
    return found.every(Boolean) ? found.map((one) => [Number(one[1]), Number(one[2])]) : null;
  }

  function draw() {
    const corners = lines();
    if (!corners) return;
    const spots = corners.map(([x, y]) => [(x - west) * across, (north - y) * down]);
    drawn.setAttribute("points", spots.map((spot) => spot.join(",")).join(" "));
    dots.replaceChildren(
      ...spots.map(([x, y]) => {
        const dot = document.createElementNS(SVG, "circle");
        dot.setAttribute("cx", x);
        dot.setAttribute("cy", y);
        dot.setAttribute("r", 4);
        return dot;
      }),
    );
  }

  function add(x, y) {
    if (datum && !field.value.trim()) datum.value = "cgcs2000";
    const line = `${(west + x / across).toFixed(7)}, ${(north - y / down).toFixed(7)}`;
    const before = field.value.replace(/\s+$/, "");
    field.value = before ? `${before}\n${line}` : line;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function move() {
    cross.removeAttribute("hidden");
    cross.setAttribute("transform", `translate(${at.x} ${at.y})`);
  }

  sheet.setAttribute("tabindex", "0");
  sheet.setAttribute("role", "application");
  sheet.addEventListener("click", (event) => {
    const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
    add(spot.x, spot.y);
  });
  sheet.addEventListener("focus", () => move());
  sheet.addEventListener("blur", () => cross.setAttribute("hidden", ""));
  sheet.addEventListener("keydown", (event) => {
    const far = event.shiftKey ? SMALL : STEP;
    const way = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] }[event.key];
    if (way) {
      at.x = Math.min(box.width, Math.max(0, at.x + way[0]));
      at.y = Math.min(box.height, Math.max(0, at.y + way[1]));
      move();
    } else if (event.key === "Enter") add(at.x, at.y);
    else if (event.key === "Backspace") {
      field.value = field.value.trimEnd().split("\n").slice(0, -1).join("\n");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else return;
    event.preventDefault();
  });
  field.addEventListener("input", draw);
  draw();
}

document.querySelectorAll("svg[data-corners]").forEach(ready);
