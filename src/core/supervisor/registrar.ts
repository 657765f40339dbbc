import type { Child } from './child.js';

/** Has the commands registered by one process, once. */
export interface Registrar {
  /** A process that could do it. */
  offer(child: Pick<Child, 'register'>): void;
  /** Once more, by this one. */
  again(child: Pick<Child, 'register'>): void;
}

export const createRegistrar = (): Registrar => {
  const waiting: Pick<Child, 'register'>[] = [];
  let wanted = true;
  let busy = false;

  const next = async (): Promise<void> => {
    if (busy || !wanted) return;
    const child = waiting.shift();
    if (child === undefined) return;
    busy = true;
    // False: it has ended over it, and another one has to.
    wanted = !(await child.register());
    busy = false;
    await next();
  };

  return {
    offer(child) {
      waiting.push(child);
      void next();
    },
    again(child) {
      wanted = true;
      waiting.unshift(child);
      void next();
    },
  };
};
