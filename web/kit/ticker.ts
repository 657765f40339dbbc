const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const tick = () => {
  if (!document.hidden) for (const each of listeners) each();
};

/** Calls back each second while the page can be seen, and at once when it can be seen again. Returns how to stop. */
export function everySecond(then: () => void): () => void {
  if (timer === undefined) {
    timer = setInterval(tick, 1000);
    document.addEventListener('visibilitychange', tick);
  }
  listeners.add(then);
  return () => listeners.delete(then);
}
