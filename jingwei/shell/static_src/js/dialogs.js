// How do dialogs and small menus open, close and give the focus back?

const openers = new WeakMap();

export function openDialog(dialog, opener) {
  if (!dialog || dialog.open) return;
  openers.set(dialog, opener || document.activeElement);
  dialog.showModal();
  const title = dialog.querySelector("h2, h3");
  if (title) {
    title.tabIndex = -1;
    title.focus();
  }
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (dialog) {
      event.preventDefault();
      openDialog(dialog, opener);
    }
    return;
  }
  if (event.target.closest("[data-close]")) {
    const dialog = event.target.closest("dialog");
    if (dialog) {
      event.preventDefault();
      dialog.close();
    }
  }
  // A click beside an open menu closes it.
  document.querySelectorAll("details.drop[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

document.addEventListener(
  "close",
  (event) => {
    const opener = openers.get(event.target);
    if (opener && document.contains(opener)) opener.focus();
  },
  true,
);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest && event.target.closest("details.drop[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A fragment that brings a dialog with data-open wants it shown at once.
document.addEventListener("htmx:afterSettle", (event) => {
  const found = event.target.matches && event.target.matches("dialog[data-open]") ? [event.target] : [];
  [...found, ...event.target.querySelectorAll("dialog[data-open]")].forEach((dialog) => openDialog(dialog));
});
