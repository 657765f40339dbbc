/** What one child process does: some of the shards, or (over HTTP, `shards` null) the same as all others. */
export interface Group {
  /** `p0`, `p1`, ...: in logs, metrics and health. */
  readonly name: string;
  readonly shards: readonly number[] | null;
}

/**
 * Neighbouring shards share a process, evenly: identify turns go by `shard modulo max_concurrency`, so a process' shards have different ones.
 * @param wish how many processes, or how many shards a process has at most
 */
export const groupShards = (
  shards: number,
  wish: { readonly processes: number | null; readonly shardsPerProcess: number },
): readonly Group[] => {
  const count = Math.min(shards, wish.processes ?? Math.ceil(shards / wish.shardsPerProcess));
  const first = (group: number): number => Math.floor((group * shards) / count);
  return Array.from({ length: count }, (_, group) => ({
    name: `p${group}`,
    shards: Array.from({ length: first(group + 1) - first(group) }, (_shard, at) => first(group) + at),
  }));
};

export const equalGroups = (processes: number): readonly Group[] =>
  Array.from({ length: processes }, (_, group) => ({ name: `p${group}`, shards: null }));
