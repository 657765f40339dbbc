import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

/** Which process a journal directory belongs to. */
export interface Owner {
  readonly pid: number;
  /** Start time of the process in the kernel's words: a pid is used again, a pid with its start is not. */
  readonly started: string;
  readonly host: string;
  readonly boot: string;
  /** The pid namespace: a pid means something only there. */
  readonly namespace: string;
}

/** What the journal asks about processes; tests pass their own. */
export interface Processes {
  readonly self: Owner;
  /** Is this process still there? Null when it cannot be told from here (another host or container). */
  alive(owner: Owner): boolean | null;
}

const schema = z.object({ pid: z.int(), started: z.string(), host: z.string(), boot: z.string(), namespace: z.string() });

export const encodeOwner = (owner: Owner): Buffer => Buffer.from(JSON.stringify(owner));

/** Null when it cannot be read: written by half, or by something else. */
export const decodeOwner = (bytes: Buffer): Owner | null => {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return null;
  }
};

const tryRead = (read: () => string): string => {
  try {
    return read();
  } catch {
    return '';
  }
};

/** Field 22 of /proc/<pid>/stat; the command's name before it may hold spaces and brackets. Empty where there is no /proc. */
const startOf = (pid: number): string =>
  tryRead(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  });

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** The processes of this machine. */
export const nodeProcesses = (): Processes => {
  const boot = tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim());
  const namespace = tryRead(() => readlinkSync('/proc/self/ns/pid'));
  const self: Owner = { pid: process.pid, started: startOf(process.pid), host: hostname(), boot, namespace };
  return {
    self,
    alive: (owner) => {
      if (owner.host !== self.host) return null;
      if (owner.boot !== boot) return false;
      if (owner.namespace !== namespace) return null;
      return exists(owner.pid) && startOf(owner.pid) === owner.started;
    },
  };
};
