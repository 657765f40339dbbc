import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueHarness } from '../../../test/support/due-harness.js';
import { ANN, CODING, SPACE, value } from '../../../test/support/engine.js';
import { effectiveMs } from '../../domain/effective.js';
import { requestId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { claims } from '../documents/kinds/claims.js';
import { stillWorking } from '../documents/kinds/asked-still-working.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WHO = { space: SPACE, user: ANN };

const set = async () => {
  const h = await dueHarness();
  const clockIn = async () => {
    const { session } = value(await h.tracker.clockIn(h.world.in({ at: h.clock.now() })));
    await h.follow();
    return session.id;
  };
  const status = async () => value(await h.tracker.status(SPACE, ANN)).state;
  const claimed = async () => (await h.documents.of(claims).get(WHO)).list;
  const seen = () => h.presence.note(SPACE, new Map([[ANN, h.clock.now()]]));
  /** As the button does it. */
  const goOn = async () => {
    const by = { actor: ANN, requestId: h.request().requestId, at: h.clock.now(), event: 'goesOn' };
    const { active } = await status();
    value(
      await h.documents
        .of(stillWorking)
        .update(WHO, by, (kept) => ok({ ...kept, session: active?.id ?? null, goOnAt: h.clock.now() })),
    );
  };
  return { ...h, clockIn, status, claimed, seen, goOnWorking: goOn };
};

describe('a forgotten clock-out', () => {
  it('is asked about twice, and ends when the member was last seen, with a claim to the rest', async () => {
    const { clockIn, status, claimed, seen, asked, ended, clock, pass } = await set();
    const id = await clockIn();
    const began = clock.now();
    await pass(70 * MINUTE);
    await seen();
    await pass(8 * HOUR - 70 * MINUTE - 1);
    expect(asked).toEqual([]);
    await pass(1);
    expect(asked).toMatchObject([{ ...WHO, nth: 1, session: { id } }]);
    await pass(HOUR);
    expect(asked.map(({ nth }) => nth)).toEqual([1, 2]);
    await pass(HOUR - 1);
    expect((await status()).active?.id).toBe(id);
    await pass(1);
    const { active, last } = await status();
    expect(active).toBeNull();
    expect(last).toMatchObject({ id, endedAt: began + 70 * MINUTE, endReason: 'unanswered', status: 'ENDED_UNCONFIRMED' });
    expect(await claimed()).toEqual([{ session: id, endedAt: began + 70 * MINUTE, ranUntil: began + 10 * HOUR, settled: false }]);
    expect(ended).toHaveLength(1);
    await pass(100 * HOUR);
    expect(asked).toHaveLength(2);
    expect(ended).toHaveLength(1);
  });

  it('has its claim again when Redis has lost it, and the end came back from the journal', async () => {
    const { clockIn, claimed, ended, follow, documents, request, clock, pass } = await set();
    await clockIn();
    await pass(10 * HOUR);
    const before = await claimed();
    expect(before).toHaveLength(1);
    const by = { actor: null, requestId: request().requestId, at: clock.now(), event: 'lost' };
    value(await documents.of(claims).update(WHO, by, (kept) => ok({ ...kept, list: [] })));
    await follow();
    await pass(1);
    expect(await claimed()).toEqual(before);
    expect(ended).toHaveLength(1);
  });

  it('is not one when the member goes on, takes a break or clocks out', async () => {
    const { clockIn, status, goOnWorking, asked, tracker, request, pass } = await set();
    const id = await clockIn();
    await pass(8 * HOUR);
    await goOnWorking();
    await pass(8 * HOUR - 1);
    expect(asked).toHaveLength(1);
    await pass(1);
    // Two questions, though each is the first one: by their number they are told apart.
    expect(asked.map(({ nth, before }) => [nth, before])).toEqual([
      [1, 0],
      [1, 1],
    ]);
    value(await tracker.pause(request()));
    await pass(5 * HOUR);
    value(await tracker.resume(request()));
    await pass(7 * HOUR);
    expect(asked).toHaveLength(2);
    expect((await status()).active?.id).toBe(id);
    value(await tracker.clockOut(request()));
    await pass(50 * HOUR);
    expect(asked).toHaveLength(2);
    expect((await status()).last?.endReason).toBe('member');
  });

  it('is not one when the member uses the clock while it is looked at', async () => {
    const { clockIn, status, put, presence, tracker, request, clock, pass } = await set();
    await put('reminderAfter', null);
    await put('sessionLimit', 12 * 60);
    const id = await clockIn();
    const began = clock.now();
    await pass(12 * HOUR - 1);
    const look = presence.last.bind(presence);
    presence.last = async (...who) => {
      const seen = await look(...who);
      presence.last = look;
      value(await tracker.pause({ ...request(), at: clock.now() - MINUTE }));
      value(await tracker.resume(request()));
      return seen;
    };
    await pass(MINUTE + 1_001);
    // The break moves the limit by a minute; then it ends when they were there last.
    expect((await status()).last).toMatchObject({ id, endReason: 'limit', endedAt: began + 12 * HOUR });
  });

  it('ends at the limit in any case, when the member was last seen', async () => {
    const { clockIn, status, put, goOnWorking, clock, pass } = await set();
    await put('reminderAfter', null);
    await put('sessionLimit', 12 * 60);
    const id = await clockIn();
    await pass(11 * HOUR);
    await goOnWorking();
    const there = clock.now();
    await pass(HOUR - 1);
    expect((await status()).active?.id).toBe(id);
    await pass(1);
    expect((await status()).last).toMatchObject({ id, endedAt: there, endReason: 'limit' });
  });

  it('in at 09:00, last proof at 10:10, cut at 18:00 by the rule: ends at 10:10, and leaves to another entry what it counts', async () => {
    const { clockIn, status, claimed, put, seen, clock, pass, tracker, request } = await set();
    await put('reminderAfter', null);
    await put('sessionLimit', 9 * 60);
    const nine = (Math.floor(clock.now() / (24 * HOUR)) + 1) * 24 * HOUR + 9 * HOUR;
    await pass(nine - clock.now());
    const id = await clockIn();
    await pass(70 * MINUTE);
    await seen();
    const other = { start: nine + 10 * MINUTE, end: nine + 20 * MINUTE };
    const entry = { category: CODING, note: null, pauses: [], overrideMs: null, startedAt: other.start, endedAt: other.end };
    value(await tracker.addEntry({ ...request(), entry }));
    await pass(18 * HOUR - 10 * HOUR - 10 * MINUTE);
    const { active, last } = await status();
    expect(active).toBeNull();
    expect(last).toMatchObject({ id, startedAt: nine, endedAt: nine + 70 * MINUTE, endReason: 'limit', pauses: [other] });
    expect(last && effectiveMs(last, 0)).toBe(HOUR);
    expect(await claimed()).toMatchObject([{ session: id, endedAt: nine + 70 * MINUTE, ranUntil: nine + 9 * HOUR }]);
  });

  it('follows settings that are changed meanwhile', async () => {
    const { clockIn, put, asked, pass } = await set();
    await put('reminderAfter', null);
    await put('sessionLimit', null);
    await clockIn();
    await pass(30 * HOUR);
    expect(asked).toEqual([]);
    await put('reminderAfter', 60);
    await pass(1);
    expect(asked).toHaveLength(1);
  });

  it('after an outage everything that is overdue is asked late, and the time to answer begins then', async () => {
    const { clockIn, asked, status, pass, presence, machine } = await set();
    const id = await clockIn();
    presence.up = false;
    await pass(20 * HOUR);
    expect(asked).toEqual([]);
    presence.up = true;
    // What failed is tried again by the machine's clock.
    await machine.advanceAsync(5 * MINUTE);
    expect(asked).toHaveLength(1);
    await pass(HOUR - 5 * MINUTE);
    expect((await status()).active?.id).toBe(id);
    await pass(HOUR);
    expect(asked).toHaveLength(2);
    await pass(HOUR);
    expect((await status()).active).toBeNull();
  });

  it('a session that was reopened is a new start, and what is asked again is asked by its own request', async () => {
    const { clockIn, status, tracker, request, asked, pass, ended } = await set();
    const id = await clockIn();
    await pass(10 * HOUR);
    expect((await status()).last?.endReason).toBe('unanswered');
    value(await tracker.reopen({ ...request(), session: id }));
    await pass(8 * HOUR);
    expect(asked.map(({ nth }) => nth)).toEqual([1, 2, 1]);
    await pass(2 * HOUR);
    expect((await status()).active).toBeNull();
    expect(ended).toHaveLength(2);
  });

  it('whatever a member does, nothing ends before it began, counts below zero, or after they were last seen', async () => {
    const step = fc.tuple(
      fc.constantFrom('in' as const, 'pause' as const, 'resume' as const, 'out' as const, 'seen' as const, 'go on' as const),
      fc.integer({ min: 1, max: 14 * 60 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25, size: 'max' }), async (steps) => {
        const h = await set();
        for (const [what, minutes] of steps) {
          const by = h.request({ requestId: requestId(`x${h.clock.now()}`) });
          if (what === 'in') await h.clockIn().catch(() => undefined);
          if (what === 'pause') await h.tracker.pause(by);
          if (what === 'resume') await h.tracker.resume(by);
          if (what === 'out') await h.tracker.clockOut(by);
          if (what === 'go on') await h.goOnWorking();
          await h.seen();
          const seenAt = h.clock.now();
          await h.pass(minutes * MINUTE);
          const { last } = await h.status();
          if (typeof last?.endedAt !== 'number') continue;
          expect(last.endedAt).toBeGreaterThanOrEqual(last.startedAt);
          expect(effectiveMs(last, last.endedAt)).toBeGreaterThanOrEqual(0);
          if (last.endReason !== 'member') expect(last.endedAt).toBeLessThanOrEqual(seenAt);
        }
      }),
      { numRuns: 25 },
    );
  });
});
