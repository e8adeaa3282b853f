// How is a second click on the same button kept from doing the thing twice?

function busy(button) {
  if (!button) return;
  button.setAttribute("aria-disabled", "true");
  // Under 0.3 s nothing is shown.
  button.dataset.timer = String(window.setTimeout(() => button.classList.add("is-busy"), 300));
}

function free(button) {
  if (!button) return;
  window.clearTimeout(Number(button.dataset.timer));
  button.removeAttribute("aria-disabled");
  button.classList.remove("is-busy");
}

function buttonOf(element, submitter) {
  if (submitter) return submitter;
  return element.matches("form") ? element.querySelector('button[type="submit"], button:not([type])') : null;
}

// A button that is not available now stays reachable and says why, so it must not act.
document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest('button[aria-disabled="true"], a[aria-disabled="true"]');
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post], [hx-put], [hx-delete]"))
    return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  // The button's own name and value must still be sent: mark it after the browser has read the form.
  const button = buttonOf(form, event.submitter);
  window.setTimeout(() => busy(button), 0);
  // A download leaves the page where it is.
  if (form.matches("[data-download]")) {
    window.setTimeout(() => {
      delete form.dataset.sent;
      free(button);
    }, 4000);
  }
});

// Back from the next page: the form can be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[data-timer]").forEach(free);
  });
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, requestConfig } = event.detail;
  const submitter = requestConfig.triggeringEvent && requestConfig.triggeringEvent.submitter;
  const button = elt.matches("button") ? elt : buttonOf(elt, submitter);
  if (!button || requestConfig.verb === "get") return;
  busy(button);
  requestConfig.busyButton = button;
});

document.addEventListener("htmx:afterRequest", (event) => {
  const config = event.detail.requestConfig;
  if (config && config.busyButton) free(config.busyButton);
});

// Enter does what the form is for. Its first button, which the browser would take, only looks up
// what may be chosen; in the box of that search Enter still searches.
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
  if (!field.matches("input:not([type=search])") || !field.form) return;
  const first = field.form.querySelector('button[type="submit"]');
  if (!first || first.name !== "find") return;
  const button = field.form.querySelector('button[type="submit"]:not([name="find"])');
  if (!button) return;
  event.preventDefault();
  button.click();
});
