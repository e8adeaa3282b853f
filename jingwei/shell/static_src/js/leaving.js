// What happens to a phone's drafts when somebody signs out, or another signs in? They go; whoever
// still has something to send is told before.
import { openDialog } from "./dialogs.js";
import { noted, wipe } from "./phone/marks.js";

const mine = noted();
const who = document.querySelector('meta[name="who"]');
const isOut = document.querySelector("[data-signed-out]");
const isOther = mine && who && who.content && who.content !== mine.who;
// The grid worker's page waits for it before it keeps anything anew. At sign-out in any case: a
// browser that was killed may have lost the mark.
if (isOut || isOther) window.jwWiped = wipe();

document.addEventListener(
  "submit",
  (event) => {
    const dialog = document.getElementById("unsent");
    const now = noted();
    if (!dialog || !now || !now.waiting) return;
    if (event.target.getAttribute("action") !== dialog.dataset.out) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    dialog.querySelector("[data-n]").textContent = String(now.waiting);
    dialog.querySelector("[data-sure]").onclick = () => {
      dialog.close();
      event.target.submit();
    };
    openDialog(dialog, event.submitter);
  },
  true,
);
