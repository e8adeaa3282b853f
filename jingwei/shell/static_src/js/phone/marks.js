// Whose drafts does this browser keep, and how many? A number and an account, no words; and how all
// of it goes away.
export const NAME = "jw-phone";
const MARK = "jw_phone";

export function noted() {
  try {
    return JSON.parse(localStorage.getItem(MARK) || "null");
  } catch (error) {
    return null;
  }
}

export function note(who, waiting) {
  try {
    localStorage.setItem(MARK, JSON.stringify({ who, waiting }));
  } catch (error) {
    // a browser that keeps nothing keeps no drafts either
  }
}

// The key first: what is left behind in a hurry cannot be read.
export async function wipe() {
  try {
    localStorage.removeItem(MARK);
  } catch (error) {
    // nothing was kept
  }
  const gone = [
    new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(NAME);
      request.onsuccess = request.onerror = resolve;
      request.onblocked = () => undefined;
    }),
  ];
  if ("caches" in window) gone.push(caches.delete(NAME));
  if (navigator.serviceWorker)
    gone.push(
      navigator.serviceWorker
        .getRegistrations()
        .then((all) => Promise.all(all.map((one) => one.unregister()))),
    );
  await Promise.all(gone.map((one) => one.catch(() => undefined)));
}
