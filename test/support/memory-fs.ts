import { dirname } from 'node:path';
import type { JournalFile, JournalFs } from '../../src/engine/journal/fs.js';

interface Node {
  /** What a reader sees. */
  bytes: Buffer;
  /** What survives a crash. */
  durable: Buffer;
  touchedAt: number;
}

type Operation = 'create' | 'write' | 'datasync' | 'rename' | 'remove' | 'syncDir' | 'makeDir' | 'read' | 'touch';

const failure = (code: string): Error => Object.assign(new Error(`${code}: as the test asked`), { code });

/**
 * A file system in memory that knows what is on the disk: `crash()` answers what is left after the power went, and any operation can be made
 * to fail, to write short, or to wait.
 */
export class MemoryFs implements JournalFs {
  private files = new Map<string, Node>();
  private names = new Map<string, Node>();
  private readonly faults = new Map<Operation, { code: string; times: number }>();
  private gate: Promise<void> | null = null;
  /** Bytes that may still be allocated. */
  room = Infinity;
  /** Most bytes that one write takes. */
  chunk = Infinity;
  /** Every operation in order, for assertions. */
  readonly calls: string[] = [];
  now: () => number;

  constructor(now: () => number = () => 0) {
    this.now = now;
  }

  /** The next `times` operations of a kind fail with a system error code. */
  fail(operation: Operation, code: string, times = Infinity): void {
    this.faults.set(operation, { code, times });
  }

  heal(): void {
    this.faults.clear();
    this.room = Infinity;
    this.chunk = Infinity;
  }

  /** datasync waits until the returned function is called. */
  holdSync(): () => void {
    let release = (): void => undefined;
    this.gate = new Promise((resolve) => {
      release = () => {
        this.gate = null;
        resolve();
      };
    });
    return () => release();
  }

  /** What is found after a crash: only what was synced, and of what was not, `kept` (0..1) of its bytes. */
  crash(kept = 0): MemoryFs {
    const after = new MemoryFs(this.now);
    for (const [path, node] of this.names) {
      const bytes = Buffer.from(node.durable);
      let unsynced = 0;
      for (let at = 0; at < node.bytes.length; at += 1) if (node.bytes[at] !== bytes[at]) unsynced += 1;
      let left = Math.floor(unsynced * kept);
      for (let at = 0; at < bytes.length && left > 0; at += 1) {
        if (node.bytes[at] === bytes[at]) continue;
        bytes[at] = node.bytes[at]!;
        left -= 1;
      }
      const survivor = { bytes, durable: Buffer.from(bytes), touchedAt: node.touchedAt };
      after.files.set(path, survivor);
      after.names.set(path, survivor);
    }
    return after;
  }

  get paths(): readonly string[] {
    return [...this.files.keys()].sort();
  }

  /** Changes a file behind the journal's back. */
  damage(path: string, change: (bytes: Buffer) => Buffer): void {
    const node = this.files.get(path)!;
    node.bytes = change(Buffer.from(node.bytes));
    node.durable = Buffer.from(node.bytes);
  }

  async makeDir(_path: string): Promise<void> {
    await this.step('makeDir');
  }

  async list(path: string): Promise<readonly string[]> {
    await Promise.resolve();
    const names = new Set<string>();
    for (const file of this.files.keys()) {
      if (file.startsWith(`${path}/`)) names.add(file.slice(path.length + 1).split('/')[0]!);
    }
    return [...names].sort();
  }

  async create(path: string): Promise<JournalFile> {
    await this.step('create');
    if (this.files.has(path)) throw failure('EEXIST');
    const node: Node = { bytes: Buffer.alloc(0), durable: Buffer.alloc(0), touchedAt: this.now() };
    this.files.set(path, node);
    return {
      write: async (data, position) => {
        await this.step('write');
        const taken = Math.min(data.byteLength, this.chunk);
        const grown = Math.max(0, position + taken - node.bytes.length);
        if (grown > this.room) throw failure('ENOSPC');
        this.room -= grown;
        if (grown > 0) node.bytes = Buffer.concat([node.bytes, Buffer.alloc(grown)]);
        node.bytes.set(data.subarray(0, taken), position);
        return taken;
      },
      datasync: async () => {
        await this.step('datasync');
        const seen = Buffer.from(node.bytes);
        while (this.gate) await this.gate;
        await this.step('datasync');
        node.durable = seen;
      },
      close: () => Promise.resolve(),
    };
  }

  async read(path: string): Promise<Buffer> {
    await this.step('read');
    const node = this.files.get(path);
    if (!node) throw failure('ENOENT');
    return Buffer.from(node.bytes);
  }

  async rename(from: string, to: string): Promise<void> {
    await this.step('rename');
    if (![...this.files.keys()].some((path) => within(path, from))) throw failure('ENOENT');
    // A renamed directory takes along what was durable in it; the new name itself is not at risk in these tests.
    const isFile = this.files.has(from);
    for (const map of isFile ? [this.files] : [this.files, this.names]) {
      for (const [path, node] of [...map]) {
        if (!within(path, from)) continue;
        map.delete(path);
        map.set(to + path.slice(from.length), node);
      }
    }
  }

  async remove(path: string): Promise<void> {
    await this.step('remove');
    for (const [file, node] of [...this.files]) {
      if (!within(file, path)) continue;
      this.files.delete(file);
      this.names.delete(file);
      this.room += node.bytes.length;
    }
  }

  async syncDir(dir: string): Promise<void> {
    await this.step('syncDir');
    for (const path of [...this.names.keys()]) if (dirname(path) === dir && !this.files.has(path)) this.names.delete(path);
    for (const [path, node] of this.files) if (dirname(path) === dir) this.names.set(path, node);
  }

  async touch(path: string, at: number): Promise<void> {
    await this.step('touch');
    const node = this.files.get(path);
    if (!node) throw failure('ENOENT');
    node.touchedAt = at;
  }

  async touchedAt(path: string): Promise<number | null> {
    await Promise.resolve();
    return this.files.get(path)?.touchedAt ?? null;
  }

  private async step(operation: Operation): Promise<void> {
    this.calls.push(operation);
    await Promise.resolve();
    const fault = this.faults.get(operation);
    if (!fault || fault.times <= 0) return;
    fault.times -= 1;
    throw failure(fault.code);
  }
}

const within = (path: string, parent: string): boolean => path === parent || path.startsWith(`${parent}/`);
