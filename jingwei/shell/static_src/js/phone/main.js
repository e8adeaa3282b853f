// What makes the grid worker's page work in a stairwell? Drafts in the phone, sent when it can be.
import { amending, begun } from "./amending.js";
import { box, today } from "./box.js";
import { noted, note, wipe } from "./marks.js";
import { sendAll } from "./sending.js";
import { sheet } from "./sheet.js";
import { begunStep, offered, stepping } from "./step.js";
import * as store from "./store.js";
import { page, say } from "./words.js";

const EVERY = 30_000;
const isKept = page.hasAttribute("data-kept");
const whoNow = document.querySelector('meta[name="who"]');

async function start() {
  await window.jwWiped;
  const before = noted();
  const owner = (await store.owner()) || (before && before.who);
  if (whoNow && owner && owner !== whoNow.content) {
    store.close();
    await wipe();
  }
  const who = whoNow ? whoNow.content : owner;
  if (!who) {
    today(null);
    return;
  }
  let kept = null;
  const told = document.getElementById("phone-kept");
  if (told) {
    kept = JSON.parse(told.textContent);
    note(who, before && before.who === who ? before.waiting : 0);
    await store.keep(who, kept);
  } else kept = await store.kept(who).catch(() => null);
  today(kept);
  document.querySelectorAll("[data-step]").forEach((one) => {
    one.hidden = offered(one.closest("[data-matter]").dataset.now).length === 0;
  });

  const off = document.getElementById("phone-off");
  let standing = isKept ? "offline" : "done";

  async function draw() {
    const drafts = await show();
    const waiting = drafts.filter((one) => one.state === "waiting").length;
    const say = { offline: standing === "offline", signin: standing === "signin", waiting: standing === "done" && waiting > 0 };
    off.querySelectorAll("[data-say]").forEach((one) => {
      one.hidden = one.dataset.say === "count" ? waiting === 0 || standing === "signin" : !say[one.dataset.say];
    });
    off.querySelector("[data-count]").hidden = waiting === 0;
    off.querySelector("[data-n]").textContent = String(waiting);
    off.hidden = standing === "done" && waiting === 0;
    return waiting;
  }

  async function send() {
    const drafts = await store.all(who);
    const waits = drafts.some((one) => one.state === "waiting");
    if (navigator.onLine === false) standing = "offline";
    else if (waits || standing !== "done") {
      const after = await sendAll(who, (draft) => draft.state === "sent" && sent(draft));
      if (after === "other") {
        store.close();
        await wipe();
        window.location.reload();
        return;
      }
      if (after !== "busy") standing = after;
      // The signal is back and nobody is writing: the real page.
      if (after === "done" && isKept && !document.querySelector("dialog[open]")) {
        window.location.replace(window.location.pathname.replace(/offline\/$/, ""));
        return;
      }
    }
    await draw();
  }

  function sent(draft) {
    say("sent");
    // The card shows the matter as it was before; the next step needs the page anew.
    if (draft.what === "step")
      document.querySelectorAll(`[data-matter="${draft.matter}"] [data-step]`).forEach((one) => (one.hidden = true));
  }

  const saved = () => draw().then(send);
  const openSheet = sheet({ who, places: () => (kept ? kept.places : []), changed: draw, saved });
  const openAmend = amending({ who, changed: draw, saved });
  const openStep = stepping({ who, changed: draw, saved });
  const opens = { note: openSheet, amend: openAmend, step: openStep };
  const show = box({
    who, changed: draw,
    open: (draft, opener) => opens[draft.what](draft, opener),
  });

  document.addEventListener("click", async (event) => {
    const add = event.target.closest("[data-note]");
    const amend = event.target.closest("[data-amend]");
    const step = event.target.closest("[data-step]");
    if (!add && !amend && !step) return;
    event.preventDefault();
    if (add) return openSheet(null, add);
    const card = (amend || step).closest("[data-matter]");
    const fresh = amend ? begun(card) : begunStep(card, kept);
    const held = await store.get(who, fresh.id).catch(() => null);
    opens[fresh.what](held && held.state !== "sent" ? held : fresh, amend || step);
  });
  window.addEventListener("online", send);
  window.addEventListener("offline", send);
  window.setInterval(send, EVERY);
  await draw();
  await send();
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => undefined);
}

async function prepare() {
  await window.jwWiped;
  if (!navigator.serviceWorker || isKept) return;
  const { worker, home } = page.dataset;
  const found = await navigator.serviceWorker.register(worker, { scope: home });
  if (found.active) found.active.postMessage("fill");
}

if (window.indexedDB && window.crypto && crypto.subtle) {
  start().catch(() => document.documentElement.setAttribute("data-no-drafts", ""));
  prepare().catch(() => undefined);
}
