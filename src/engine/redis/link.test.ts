import { expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { watchLink } from './link.js';
import { askForChanges, LOADING, NotServing } from './serving.js';

/** A connection that answers as it is told. */
const server = () => {
  const told: { answer: () => Promise<string | null> } = { answer: () => Promise.resolve(null) };
  const counts = { left: 0, reset: 0, checks: 0 };
  const connection = {
    ready: true,
    settling: false,
    check: () => {
      counts.checks += 1;
      return told.answer();
    },
    onReady: () => undefined,
    onLost: () => undefined,
    leave: () => void (counts.left += 1),
    reset: () => void (counts.reset += 1),
  };
  return { told, counts, connection };
};

const watched = () => {
  const { told, counts, connection } = server();
  const [clock, log] = [new FakeClock(), new RecordingLogger()];
  const link = watchLink(connection, { clock, log, metrics: new RecordingMetrics() });
  const seconds = async (n: number): Promise<void> => {
    for (let i = 0; i < n; i++) {
      await clock.advanceAsync(1_000);
    }
  };
  const warnings = () => log.lines.filter(({ level, fields }) => level === 'warn' && 'reason' in fields).length;
  return { told, counts, connection, link, log, seconds, warnings };
};
const replica = new NotServing('a replica', { moved: true, cause: new Error('READONLY') });

it('leaves a server that became a replica, less and less often, and looks at it each second', async () => {
  const { told, counts, link, seconds, warnings } = watched();
  await seconds(1);
  expect(link.up).toBe(true);
  told.answer = () => Promise.reject(replica);
  await seconds(1);
  expect([link.state, link.reason, counts.left]).toEqual(['down', 'a replica', 1]);
  const before = counts.checks;
  await seconds(60);
  expect(counts.checks - before).toBe(60);
  expect(counts.left).toBeGreaterThan(4);
  expect(counts.left).toBeLessThan(8);
  expect([counts.reset, warnings()]).toEqual([0, 1]);

  told.answer = () => Promise.resolve(null);
  await seconds(1);
  expect([link.up, link.reason]).toEqual([true, null]);
  // The next time it begins anew.
  const left = counts.left;
  told.answer = () => Promise.reject(replica);
  await seconds(2);
  expect(counts.left - left).toBe(2);
});

it('stays with a server that takes no changes for now, and says so once, and when it does again', async () => {
  const { told, counts, link, log, seconds, warnings } = watched();
  told.answer = () => Promise.resolve('no memory');
  await seconds(5);
  expect([link.up, link.reason, counts.left, counts.reset, warnings()]).toEqual([true, 'no memory', 0, 0, 1]);
  told.answer = () => Promise.resolve(null);
  await seconds(1);
  expect(link.reason).toBeNull();
  expect(log.lines.at(-1)).toMatchObject({ level: 'info', message: 'Redis takes changes again' });
});

it('says so when a server goes on loading, and looks up its name again', async () => {
  const { counts, connection, link, log, seconds, warnings } = watched();
  Object.assign(connection, { ready: false, settling: true });
  await seconds(1);
  expect(link.reason).toBeNull();
  await seconds(4);
  expect([link.state, link.reason, counts.left, warnings()]).toEqual(['down', LOADING, 0, 1]);
  await seconds(10);
  expect(counts.left).toBeGreaterThan(0);
  Object.assign(connection, { ready: true, settling: false });
  await seconds(1);
  expect([link.up, link.reason]).toEqual([true, null]);
  expect(log.lines.at(-1)).toMatchObject({ level: 'info', fields: { state: 'up' } });
});

it.each([
  ["NOPERM User bot has no permissions to run the 'evalsha' command", /right to run EVALSHA/],
  ["NOPERM this user has no permissions to run the 'eval' command", /right to run EVAL /],
  ["READONLY You can't write against a read only replica.", /READONLY/],
  ["MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.", /MASTERDOWN/],
])('uses no server that says %j', async (message, reason) => {
  await expect(askForChanges(() => Promise.reject(new Error(message)))).rejects.toThrow(reason);
});

it.each([
  ["OOM command not allowed when used memory > 'maxmemory'.", /OOM/],
  ['MISCONF Redis is configured to save RDB snapshots', /MISCONF/],
  ['NOREPLICAS Not enough good replicas to write.', /NOREPLICAS/],
])('knows that changes fail when it says %j', async (message, reason) => {
  expect(await askForChanges(() => Promise.reject(new Error(message)))).toMatch(reason);
});

it('judges no other answer', async () => {
  expect(await askForChanges(() => Promise.reject(new Error('ERR Error compiling script')))).toBeNull();
  expect(await askForChanges(() => Promise.resolve(Buffer.alloc(0)))).toBeNull();
});

it('uses no server where a script would lack a right', async () => {
  await expect(askForChanges(() => Promise.resolve(Buffer.from('XADD')))).rejects.toThrow(/right to run XADD/);
});
