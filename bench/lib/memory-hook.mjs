// node --expose-gc --import ./bench/lib/memory-hook.mjs ...: on SIGUSR2 collects all garbage and writes what memory is left to $BENCH_MEMORY.
import { renameSync, writeFileSync } from 'node:fs';

process.on('SIGUSR2', () => {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  const file = process.env['BENCH_MEMORY'] ?? 'memory.json';
  writeFileSync(`${file}.new`, JSON.stringify(process.memoryUsage()));
  renameSync(`${file}.new`, file);
});
