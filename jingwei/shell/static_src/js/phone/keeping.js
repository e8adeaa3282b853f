// How is a draft kept letter by letter, saved once and put away? The same for each sheet.
import * as store from "./store.js";
import { reasons, say, word } from "./words.js";

const PAUSE = 250;

export function keeping({ who, dialog, form, changed, saved }) {
  let timer = 0;
  let writing = Promise.resolve();

  // One write after another: a slower earlier one never undoes a later one, and one that was put
  // off for a pause of the typing never brings back what was dropped.
  function next(work) {
    window.clearTimeout(timer);
    writing = writing.catch(() => undefined).then(work);
    return writing;
  }

  function write(draft) {
    draft.edited = Date.now() + Math.random();
    const now = JSON.parse(JSON.stringify(draft));
    return next(() => store.put(who, now));
  }

  const drop = (draft) => next(() => store.drop(who, draft.id));

  function later(draft) {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => write(draft).then(changed), PAUSE);
  }

  // Once, however often the button is pressed; where nothing can be kept, the sheet stays open.
  async function save(work) {
    if (form.dataset.saving) return;
    form.dataset.saving = "1";
    try {
      await work();
      dialog.close();
      say("saved");
      saved();
    } catch (error) {
      reasons(form.querySelector("[data-refused]"), [word("nostore")]);
    } finally {
      delete form.dataset.saving;
    }
  }

  // Closed in the middle: what was begun waits for the next time, what is empty goes.
  function putAway(draft, empty) {
    (empty ? drop(draft) : write(draft)).then(changed, changed);
  }

  return { write, drop, later, save, putAway };
}
