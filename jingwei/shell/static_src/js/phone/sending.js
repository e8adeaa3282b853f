// How does a draft reach the server once? By its own mark, when somebody is signed in, one after
// another; whatever is refused comes back with its reasons.
import { saidAt } from "./local.js";
import * as store from "./store.js";
import { page, word } from "./words.js";

let busy = false;

async function call(address, method, token, body, key) {
  const headers = { Accept: "application/json" };
  if (body) Object.assign(headers, { "Content-Type": "application/json", "X-CSRFToken": token });
  if (key) headers["Idempotency-Key"] = key;
  const reply = await fetch(address, {
    method, headers, body: body ? JSON.stringify(body) : undefined, credentials: "same-origin",
    cache: "no-store",
  });
  const said = await reply.json().catch(() => null);
  return { status: reply.status, said };
}

export async function session() {
  const { status, said } = await call(page.dataset.session, "GET");
  if (status === 401) return { who: "", token: "" };
  if (status !== 200 || !said) throw new Error("no answer");
  return said;
}

function noteOf(draft) {
  const [kind, id] = draft.at.split(":");
  return {
    mark: draft.id, kind: draft.kind, asked: draft.asked, spot: draft.spot, name: draft.name,
    phone: draft.phone, building: kind === "b" ? id : null, community: kind === "c" ? id : null,
    position: draft.point || null,
  };
}

function refusalOf(status, said) {
  if (said && said.findings && said.findings.length) return said.findings.map((one) => one.message);
  if (status === 403 || status === 404) return [word("gone")];
  return [(said && said.title) || word("odd")];
}

// Which fields did somebody else write since this was opened, to something else than is written here?
function torn(draft, now) {
  return Object.keys(draft.said).filter(
    (name) => now[name] !== draft.seen[name] && now[name] !== draft.said[name],
  );
}

async function sendNote(draft, token) {
  const { status, said } = await call(page.dataset.notes, "POST", token, noteOf(draft));
  if (status === 201)
    return {
      id: draft.id, what: "note", began: draft.began, sent: Date.now(), state: "sent",
      where: draft.where, title: said.title, matter: said.id, receipt: said.receipt,
    };
  return refused(draft, status, said);
}

async function sendAmend(draft, token) {
  const place = page.dataset.matters + draft.matter;
  const { status, said } = await call(`${place}/amend`, "POST", token, { ...draft.said, seen: draft.seen });
  if (status === 200)
    return {
      id: draft.id, what: "amend", began: draft.began, sent: Date.now(), state: "sent",
      where: "", title: said.title, matter: draft.matter,
    };
  if (status === 409) {
    const now = await call(place, "GET");
    if (now.status === 200) {
      const fields = torn(draft, now.said);
      const theirs = Object.fromEntries(fields.map((name) => [name, now.said[name]]));
      return { ...draft, state: "conflict", theirs, why: refusalOf(status, said) };
    }
  }
  return refused(draft, status, said);
}

// The words of the step itself; of another step that was looked at before nothing goes along.
function saidOf(draft) {
  const said = draft.word ? { [draft.word]: draft.words.trim() } : {};
  return draft.verb === "accept" ? { ...draft.more, ...said } : said;
}

// One step, with the taking before it where nobody has begun yet. Each is sent with the version
// that was seen; what was done already is not done again.
async function sendStep(draft, token) {
  const place = page.dataset.steps + draft.matter;
  for (const verb of draft.take ? ["take_up", draft.verb] : [draft.verb]) {
    const words = { ...(verb === draft.verb ? saidOf(draft) : {}), ...saidAt(draft, verb) };
    const body = { said: words, version: draft.version };
    const { status, said } = await call(`${place}/steps/${verb}`, "POST", token, body, `${draft.mark}.${verb}`);
    if (status !== 200) return notTaken(draft, place, status, said);
    draft = { ...draft, version: said.version, from: said.state, take: false };
  }
  return {
    id: draft.id, what: "step", began: draft.began, sent: Date.now(), state: "sent",
    where: draft.where, title: draft.title, matter: draft.matter, edited: draft.edited,
  };
}

async function notTaken(draft, place, status, said) {
  const after = refused(draft, status, said);
  const now = await call(place, "GET");
  if (now.status !== 200) return after;
  const { state, state_title: title, version } = now.said;
  const moved = version !== draft.version;
  return { ...after, from: state, version, ...(moved ? { state: "conflict", moved: title } : {}) };
}

function refused(draft, status, said) {
  if (status >= 500 || status === 429) throw new Error("not now");
  return { ...draft, state: "refused", why: refusalOf(status, said) };
}

// Sends what waits. Gives "offline", "signin", "other" or "done"; `each` is told of every draft.
export async function sendAll(who, each) {
  if (busy) return "busy";
  busy = true;
  const one = navigator.locks
    ? (act) => navigator.locks.request("jw-phone-send", { ifAvailable: true }, (lock) => (lock ? act() : "busy"))
    : (act) => act();
  try {
    return await one(() => sendEach(who, each));
  } catch (error) {
    return "offline";
  } finally {
    busy = false;
  }
}

const SENDS = { note: sendNote, amend: sendAmend, step: sendStep };

async function sendEach(who, each) {
  const now = await session();
  if (!now.who) return "signin";
  if (now.who !== who) return "other";
  for (const draft of await store.all(who)) {
    if (draft.state !== "waiting") continue;
    const after = await SENDS[draft.what](draft, now.token);
    if (!after) continue;
    // Written on meanwhile? Then the newer words stay.
    const held = await store.get(who, draft.id);
    if (!held || held.edited !== draft.edited) continue;
    await store.put(who, after);
    each(after);
  }
  return "done";
}
