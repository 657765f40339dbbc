import type { Redis } from 'ioredis';

/** Bytes by kind of key (`s`, `on`, `l`, `e`, ...): what MEMORY USAGE says, everything sampled. On a server of the bench's own only. */
export const bytesByClass = async (redis: Redis): Promise<ReadonlyMap<string, number>> => {
  const bytes = new Map<string, number>();
  for await (const page of redis.scanStream({ count: 1_000 })) {
    const names = (Array.isArray(page) ? page : []).map(String);
    const replies = await redis.pipeline(names.map((name) => ['memory', 'usage', name, 'samples', '0'])).exec();
    names.forEach((name, index) => {
      const kind = classOf(name);
      bytes.set(kind, (bytes.get(kind) ?? 0) + Number(replies?.[index]?.[1] ?? 0));
    });
  }
  return bytes;
};

/** Deletes all keys of a kind, at once: what `used_memory` falls by is what they took, whereas MEMORY USAGE overstates streams. */
export const dropClass = async (redis: Redis, kind: string): Promise<void> => {
  for await (const page of redis.scanStream({ count: 1_000 })) {
    const names = (Array.isArray(page) ? page : []).map(String).filter((name) => classOf(name) === kind);
    if (names.length > 0) await redis.del(...names);
  }
};

/** `pc:{g1}:e:2:202611` -> `e`; `pc:spaces` -> `pc:spaces`. */
const classOf = (name: string): string => /^pc:\{[^}]+\}:([^:]+)/.exec(name)?.[1] ?? name;
