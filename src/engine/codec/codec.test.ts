import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counting } from '../../../test/support/domain-arbitraries.js';
import { midnightsOf } from '../../domain/counting.js';
import { categoryId, guildSpace, requestId, sessionId, userId } from '../../domain/ids.js';
import { EMPTY_MEMBER, END_REASONS, type MemberState, type Session } from '../../domain/session.js';
import { CorruptData, Row } from './blob.js';
import { decodeCommit, encodeCommit } from './commit.js';
import { decodeEntry, encodeEntry, idBytes } from './entry-codec.js';
import { decodeLedger, encodeLedger } from './ledger.js';
import { sessionOf } from './session.js';
import { activeOf, decodeState, encodeState } from './state.js';

const moment = fc.integer({ min: 0, max: 4_102_444_800_000 });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const snowflake = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String);
const request = fc.oneof(snowflake, fc.string({ maxLength: 32 })).map(requestId);
const session: fc.Arbitrary<Session> = fc.record({
  id: fc.oneof(snowflake, fc.string({ maxLength: 32 }), fc.constant('0123456789012345678')).map(sessionId),
  category: fc.string({ maxLength: 50, unit: 'grapheme' }).map(categoryId),
  status: fc.constantFrom('RUNNING', 'PAUSED', 'ENDED_UNCONFIRMED', 'ENDED_CONFIRMED'),
  note: orNull(fc.string({ maxLength: 200, unit: 'grapheme' })),
  startedAt: moment,
  pauses: fc.array(fc.record({ start: moment, end: moment }), { maxLength: 5 }),
  pausedSince: orNull(moment),
  endedAt: orNull(moment),
  endReason: orNull(fc.constantFrom(...END_REASONS)),
  overrideMs: orNull(fc.nat()),
  counting: orNull(
    fc.oneof(
      counting,
      counting.map((way) => ({ ...way, zone: 'Mars/Olympus_Mons' })),
    ),
  ),
});
const state: fc.Arbitrary<MemberState> = fc.record({
  version: fc.nat(),
  changedAt: moment,
  active: orNull(session),
  last: orNull(session),
  seen: fc.record({ ids: fc.array(request, { maxLength: 3 }), until: moment }),
});
const record = fc.record({
  event: fc.string(),
  at: moment,
  actor: orNull(snowflake.map(userId)),
  source: fc.string(),
  before: orNull(session),
  after: orNull(session),
});

describe('codec', () => {
  it('gives back every state, entry and ledger row', () => {
    fc.assert(
      fc.property(state, (value) => {
        expect(decodeState(encodeState(value))).toEqual(value);
      }),
    );
    fc.assert(
      fc.property(session, (value) => {
        expect(decodeEntry(encodeEntry(value))).toEqual(value);
      }),
    );
    fc.assert(
      fc.property(fc.array(record, { maxLength: 4 }), fc.nat(), request, snowflake, (records, version, id, member) => {
        const rows = [...records, ...records.map((each) => ({ ...each, actor: userId(member) }))];
        const bytes = encodeLedger(userId(member), { requestId: id, version, ledger: rows });
        expect(decodeLedger(bytes, userId(member))).toEqual({ requestId: id, version, records: rows });
      }),
    );
  });

  it('tells who is on the clock as the whole state does', () => {
    const now = fc.constantFrom(1_763_812_345_678, 1_763_812_345_000);
    const likely = fc.record({ value: state, startedAt: fc.oneof(moment, now) });
    fc.assert(
      fc.property(likely, ({ value, startedAt }) => {
        const active = value.active && { ...value.active, startedAt };
        expect(activeOf(encodeState({ ...value, active }))).toEqual(active);
      }),
    );
    expect(() => activeOf(Buffer.from('7:'))).toThrow(CorruptData);
    expect(() => activeOf(Buffer.from('no state'))).toThrow(CorruptData);
  });

  it('writes the version in front, readable without decoding', () => {
    expect(encodeState({ ...EMPTY_MEMBER, version: 41 }).toString('latin1')).toMatch(/^41:/);
    expect(decodeState(null)).toEqual(EMPTY_MEMBER);
  });

  it('reads a reason that only a newer version knows as none', () => {
    const row = (reason: number) => new Row(['s1', 'work', 2, 1_000, null, 60_000, reason], 'session');
    expect(sessionOf(row(4))).toMatchObject({ endedAt: 61_000, endReason: 'forced' });
    expect(sessionOf(row(99))).toMatchObject({ endedAt: 61_000, endReason: null });
  });

  it('has the id of an entry among its bytes', () => {
    fc.assert(
      fc.property(session, (value) => {
        expect(encodeEntry(value).includes(idBytes(value.id))).toBe(true);
      }),
    );
  });

  it('gives back every commit', () => {
    const days = fc.array(
      fc.record({ day: fc.constant('20260302'), category: session.map((one) => one.category), ms: fc.integer() }),
    );
    const entries = fc.array(
      fc.record({
        op: fc.constantFrom('put' as const, 'remove' as const),
        session: fc.tuple(session, moment).map(([one, endedAt]) => ({ ...one, endedAt })),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(state, days, entries, fc.array(record, { maxLength: 2 }), request, (next, dayDeltas, changes, ledger, id) => {
        const commit = {
          ...{ requestId: id, space: guildSpace('7'), user: userId('200000000000000009') },
          ...{ expectedVersion: next.version, next: { ...next, version: next.version + 1 } },
          ...{ days: dayDeltas, entries: changes, ledger },
        };
        const bytes = encodeCommit(commit);
        expect(decodeCommit(guildSpace('7'), bytes)).toEqual(commit);
        expect(() => decodeCommit(guildSpace('7'), bytes.subarray(0, -1))).toThrow(CorruptData);
        expect(() => decodeCommit(guildSpace('7'), Buffer.concat([bytes, Buffer.of(0)]))).toThrow(CorruptData);
      }),
    );
  });

  it('keeps an entry small', () => {
    const entry: Session = {
      id: sessionId('1212345678901234567'),
      category: categoryId('k3v9az'),
      status: 'ENDED_UNCONFIRMED',
      note: null,
      startedAt: 1_767_603_600_000,
      pauses: [],
      pausedSince: null,
      endedAt: 1_767_632_400_000,
      endReason: 'member',
      overrideMs: null,
      counting: midnightsOf('Europe/Berlin'),
    };
    expect(encodeEntry(entry).length).toBeLessThanOrEqual(40);
  });

  it('refuses what is damaged, with a clear error', () => {
    const good = encodeState({ ...EMPTY_MEMBER, version: 3 });
    for (const bad of ['', '12', 'x:', '-1:\x91\x01', '1:', '1:\xc1', '1:\x01', '1:\x92\x03\x00', '1:\x92\x01\xa1x'])
      expect(() => decodeState(Buffer.from(bad, 'latin1')), bad).toThrow(CorruptData);
    expect(() => decodeEntry(good.subarray(2))).toThrow(CorruptData);
    expect(() => decodeLedger(Buffer.from([0x92, 1, 0x91, 5]), userId('1'))).toThrow(CorruptData);
  });
});
