// How does htmx behave here? Strict: no eval, no styles of its own, no inherited attributes.
import htmx from "htmx.org";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  disableInheritance: true,
  reportValidityOfForms: true,
  // Snapshots of pages would leave personal data in the browser's storage.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  historyRestoreAsHxRequest: false,
  scrollBehavior: "auto",
  timeout: 60000,
  // A refusal is an answer and is shown. The server sends what must not replace the form to #problem.
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "401", swap: false, error: true },
    { code: "[45]..", swap: true, error: true },
  ],
});

// Elements other than forms have no hidden field to carry the token.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.content;
});

export default htmx;
