import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANN, CODING, refusal, SPACE, until, value, World, type Proc } from '../../../test/support/engine.js';
import { MemoryFs } from '../../../test/support/memory-fs.js';
import type { EntryFields } from '../../domain/commands.js';
import { firstClash } from '../../domain/overlap.js';
import { categoryId, requestId, sessionId, type RequestId } from '../../domain/ids.js';

const HOUR = 3_600_000;

const set = async () => {
  const world = new World();
  const one = await world.started();
  const two = await world.started({ fs: new MemoryFs(() => world.clock.now()) });
  const start = world.clock.now() - 48 * HOUR;
  const entry = (from: number, to: number): EntryFields => ({
    ...{ category: CODING, note: null, pauses: [], overrideMs: null },
    startedAt: start + from * HOUR,
    endedAt: start + to * HOUR,
  });
  const kept = () => one.store.entries(SPACE, ANN, 0, Infinity);
  return { world, one, two, entry, kept };
};

describe('entries that must not overlap', () => {
  it('two processes at once: one of two that want the same time is refused', async () => {
    const { world, one, two, entry, kept } = await set();
    value(await one.engine.tracker.addEntry({ ...world.request(), entry: entry(0, 1), apart: true }));
    // Both know the same state.
    await two.store.load(SPACE, ANN);
    const answers = await Promise.all([
      one.engine.tracker.addEntry({ ...world.request(), entry: entry(2, 4), apart: true }),
      two.engine.tracker.addEntry({ ...world.request(), entry: entry(3, 5), apart: true }),
    ]);
    expect(answers.map(refusal).sort()).toEqual(['ENTRY_OVERLAPS', null].sort());
    const entries = await kept();
    expect(entries).toHaveLength(2);
    expect(entries.some((session) => firstClash(session, entries, world.clock.now()) !== null)).toBe(false);
  });

  it('two edits of two entries at once that would meet: one is refused', async () => {
    const { world, one, two, entry, kept } = await set();
    const [a, b] = [
      value(await one.engine.tracker.addEntry({ ...world.request(), entry: entry(0, 2) })).session.id,
      value(await one.engine.tracker.addEntry({ ...world.request(), entry: entry(6, 8) })).session.id,
    ];
    await two.store.load(SPACE, ANN);
    const answers = await Promise.all([
      one.engine.tracker.editEntry({ ...world.request(), session: a, patch: { endedAt: entry(0, 5).endedAt }, apart: true }),
      two.engine.tracker.editEntry({ ...world.request(), session: b, patch: { startedAt: entry(4, 8).startedAt }, apart: true }),
    ]);
    expect(answers.map(refusal).filter((code) => code !== null)).toEqual(['ENTRY_OVERLAPS']);
    const entries = await kept();
    expect(entries.some((session) => firstClash(session, entries, world.clock.now()) !== null)).toBe(false);
  });

  it('a cut and what it makes room for are one change: undone together', async () => {
    const { world, one, entry, kept } = await set();
    const { session: old } = value(await one.engine.tracker.addEntry({ ...world.request(), entry: entry(0, 4) }));
    const before = await kept();
    const of = requestId('the-cut');
    const also = { session: old.id, patch: { endedAt: entry(0, 2).endedAt } };
    value(await one.engine.tracker.addEntry({ ...world.request({ requestId: of }), entry: entry(2, 5), also, apart: true }));
    expect(await kept()).toHaveLength(2);
    value(await one.engine.tracker.takeBack({ ...world.request(), of, apart: true }));
    expect(await kept()).toEqual(before);
  });

  it('whatever is asked for, in whatever order and from two processes, nothing ever counts twice', async () => {
    const hour = fc.integer({ min: 0, max: 12 });
    const step = fc.record({
      what: fc.constantFrom('add' as const, 'add' as const, 'edit' as const, 'edit' as const, 'delete' as const, 'undo' as const),
      from: hour,
      long: fc.integer({ min: 1, max: 4 }),
      breakFrom: fc.option(fc.integer({ min: 0, max: 3 })),
      which: fc.nat(9),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, step), { maxLength: 12 }), async (rounds) => {
        const { world, one, two, entry, kept } = await set();
        const asked: RequestId[] = [];
        const ask = async (
          { tracker }: Proc['engine'],
          { what, from, long, breakFrom, which }: (typeof rounds)[number][number],
        ) => {
          const request = { ...world.request(), apart: true };
          asked.push(request.requestId);
          const fields = entry(from, from + long);
          const start = fields.startedAt + (breakFrom ?? 0) * HOUR;
          const pauses = breakFrom === null || breakFrom >= long ? [] : [{ start, end: start + HOUR }];
          const all = await kept();
          const session = all[which % Math.max(1, all.length)]?.id ?? sessionId('none');
          if (what === 'add') return tracker.addEntry({ ...request, entry: { ...fields, pauses } });
          if (what === 'edit') return tracker.editEntry({ ...request, session, patch: { ...fields, pauses } });
          if (what === 'delete') return tracker.deleteEntry({ ...request, session });
          return tracker.takeBack({ ...request, of: asked[which % asked.length]! });
        };
        for (const [first, second] of rounds) {
          await Promise.all([ask(one.engine, first), ask(two.engine, second)]);
          const entries = await kept();
          for (const session of entries) expect(firstClash(session, entries, world.clock.now())).toBeNull();
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is answered the same when it comes again', async () => {
    const { world, one, entry } = await set();
    const request = { ...world.request(), entry: entry(0, 1), apart: true };
    const first = value(await one.engine.tracker.addEntry(request));
    expect(value(await one.engine.tracker.addEntry(request))).toMatchObject({
      replayed: true,
      session: { id: first.session.id },
    });
  });
});

describe('switching', () => {
  it('is one commit, waits for Redis like a click, and comes back from the journal', async () => {
    const { world, one } = await set();
    const { tracker } = one.engine;
    value(await tracker.clockIn(world.in()));
    world.clock.advance(HOUR);
    one.store.link.set(false);
    const other = categoryId('other');
    const switched = value(await tracker.switch({ ...world.request(), category: other, note: null }));
    expect(switched).toMatchObject({ durability: 'journaled', session: { category: other } });
    one.store.link.set(true);
    await until(() => world.stored()?.active?.category === other);
    expect(world.ledger()).toEqual(['clockedIn', 'clockedOut', 'clockedIn']);
    expect(world.stored()?.last?.endedAt).toBe(world.stored()?.active?.startedAt);
  });
});
