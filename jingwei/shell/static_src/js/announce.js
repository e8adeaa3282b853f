// How does somebody who cannot see the change hear of it? One role=status for the whole page.

export function say(sentence) {
  const status = document.getElementById("status");
  if (!status || !sentence) return;
  status.textContent = "";
  // The same sentence twice is only read twice when the text has changed in between.
  window.setTimeout(() => (status.textContent = sentence), 60);
}

// The server sends HX-Trigger: {"jw:say": "..."}
document.addEventListener("jw:say", (event) => say(event.detail.value || event.detail));
