import { expect, it } from 'vitest';
import { silentLogger } from '../../../test/support/fakes.js';
import { MemoryFs } from '../../../test/support/memory-fs.js';
import { Segments } from './segments.js';

/** Lets everything else run for some turns, so that a call comes in the middle of another. */
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
};

// Without a spare (the disk was full when it was to be made) both allocate; one must not pull the file from under the other.
it.each(Array.from({ length: 60 }, (_, at) => at))('rotates while a spare is asked for, %i turns into it', async (at) => {
  const fs = new MemoryFs();
  await fs.makeDir('/journal');
  const segments = new Segments({ fs, dir: '/journal', size: 1 << 10, log: silentLogger });
  const rotating = segments.rotate();
  await turns(at);
  const reserving = segments.reserve();
  const segment = await rotating;
  await reserving;
  await segment.file.write(Buffer.from('record'), 0);
  await segment.file.datasync();
  expect((await fs.read(segment.path)).subarray(0, 6).toString()).toBe('record');

  // What was reserved, if anything, is usable.
  const next = await segments.rotate();
  await next.file.write(Buffer.from('another'), 0);
  await next.file.datasync();
  expect((await fs.read(next.path)).subarray(0, 7).toString()).toBe('another');
});
