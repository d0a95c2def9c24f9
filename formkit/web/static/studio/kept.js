// What the file does not have yet is kept where it outlives its window: each window writes an entry of its own, and holds
// the lock of that name for as long as it lives. What a closed one has left goes to one of the others, or to the next.
// Locks are for pages of this machine and of https alone: elsewhere a window keeps its own for as long as it is there.
const [storage, alone] = navigator.locks
  ? [localStorage, (name, act) => navigator.locks.request(name, act)]
  : [sessionStorage, async (name, act) => { await null; return act(); }];

const full = new Set(); // the names of lists of this window that are not empty

/** Whether something of this window is not in the file yet. */
export const owing = () => full.size > 0;

/**
 * Keep a list under a name: by the function that is returned, whenever it is another. What windows that are gone have
 * left comes as `left`, the oldest first, each once; who keeps it calls that function. While something is kept, the
 * browser asks before the window is closed.
 */
export function keeping(name, left) {
  const mine = `${name}:${Date.now()}-${Math.random()}`;
  const others = entries(name).sort();
  alone(mine, () => new Promise(() => {}));
  for (const other of others) alone(other, () => handed(other, left));
  addEventListener('beforeunload', (event) => { if (full.has(mine)) event.preventDefault(); });
  return (list) => {
    if (list.length) full.add(mine);
    else full.delete(mine);
    try {
      if (list.length) storage.setItem(mine, JSON.stringify(list));
      else storage.removeItem(mine);
    } catch {
      storage.removeItem(mine); // no room there; what is older than the list would be sent twice
    }
  };
}

const entries = (name) => Object.keys(storage).filter((key) => key.startsWith(`${name}:`));

/** Whether any window keeps something under a name. */
export const anyKept = (name) => entries(name).length > 0;

/** The lock stays ours: a window that waits for it may see for a moment what was taken away here. */
function handed(key, left) {
  const list = JSON.parse(storage.getItem(key) ?? '[]'); // another window may have been first
  storage.removeItem(key);
  if (list.length) left(list);
  return new Promise(() => {});
}
