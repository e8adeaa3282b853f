// Where do drafts stay when the browser is killed? In the browser's own database, each sealed with
// a key of the account that never leaves the browser and is thrown away at sign-out.
import { NAME, note } from "./marks.js";

const VERSION = 1;
const DRAFTS = "drafts", KEYS = "keys", KEPT = "kept";
let opened = null;

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open() {
  if (!opened) {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const db = request.result;
      db.createObjectStore(KEYS);
      db.createObjectStore(KEPT);
      db.createObjectStore(DRAFTS);
    };
    opened = asked(request).then((db) => {
      db.onversionchange = () => {
        db.close();
        opened = null;
      };
      return db;
    });
    opened.catch(() => (opened = null));
  }
  return opened;
}

async function work(name, mode, act) {
  const db = await open();
  const deal = db.transaction(name, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    deal.oncomplete = resolve;
    deal.onerror = deal.onabort = () => reject(deal.error);
  });
  const found = await asked(act(deal.objectStore(name)));
  await done;
  return found;
}

async function keyOf(who) {
  const found = await work(KEYS, "readonly", (store) => store.get(who));
  if (found) return found;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  try {
    await work(KEYS, "readwrite", (store) => store.add(made, who));
  } catch (error) {
    // another window was first
  }
  return work(KEYS, "readonly", (store) => store.get(who));
}

async function seal(who, place, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const said = new TextEncoder().encode(JSON.stringify(value));
  const bound = new TextEncoder().encode(who + "\x1f" + place);
  const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound }, await keyOf(who), said);
  return { who, iv, text };
}

async function unseal(who, place, sealed) {
  const bound = new TextEncoder().encode(who + "\x1f" + place);
  const said = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: sealed.iv, additionalData: bound },
    await keyOf(who),
    sealed.text,
  );
  return JSON.parse(new TextDecoder().decode(said));
}

// What tells one sending from every other.
export function mark() {
  const drawn = crypto.getRandomValues(new Uint8Array(16));
  return [...drawn].map((one) => one.toString(16).padStart(2, "0")).join("");
}

export async function put(who, draft) {
  const sealed = await seal(who, draft.id, draft);
  await work(DRAFTS, "readwrite", (store) => store.put(sealed, draft.id));
  await count(who);
}

export async function drop(who, id) {
  await work(DRAFTS, "readwrite", (store) => store.delete(id));
  await count(who);
}

export async function get(who, id) {
  const sealed = await work(DRAFTS, "readonly", (store) => store.get(id));
  return sealed && sealed.who === who ? unseal(who, id, sealed) : null;
}

// Oldest first; what does not open (its key is gone) is no draft any more.
export async function all(who) {
  const ids = await work(DRAFTS, "readonly", (store) => store.getAllKeys());
  const found = await Promise.all(ids.map((id) => get(who, id).catch(() => null)));
  return found.filter(Boolean).sort((one, other) => one.began - other.began);
}

export async function keep(who, value) {
  await work(KEPT, "readwrite", (store) => store.clear());
  const sealed = await seal(who, "kept", value);
  await work(KEPT, "readwrite", (store) => store.put(sealed, who));
}

// Whose phone is it? Told by the database too: a browser that is killed may lose the mark.
export async function owner() {
  const found = await work(KEPT, "readonly", (store) => store.getAllKeys());
  return found.length ? found[0] : "";
}

export async function kept(who) {
  const sealed = await work(KEPT, "readonly", (store) => store.get(who));
  return sealed ? unseal(who, "kept", sealed) : null;
}

async function count(who) {
  const waiting = (await all(who)).filter((one) => one.state !== "sent").length;
  note(who, waiting);
}

export function close() {
  if (!opened) return;
  opened.then((db) => db.close()).catch(() => undefined);
  opened = null;
}
