import { describe, expect, it } from 'vitest';
import { onTheClockState } from '../../test/support/discord-fakes.js';
import { categoryId, channelId, sessionId, userId } from './ids.js';
import type { Session } from './session.js';
import { isByVoice, placeOf, voiceRequest, voiceStep, type VoiceMark, type VoiceMove } from './voice.js';

const T = 1_767_603_600_000;
const MINUTE = 60_000;
const WORK = { channel: channelId('50'), category: categoryId('work') };
const MEET = { channel: channelId('51'), category: categoryId('meeting') };
const ALSO_WORK = { channel: channelId('52'), category: categoryId('work') };
const AFK = channelId('59');
const CHANNELS = [WORK, MEET, ALSO_WORK];
const USER = userId('200000000000000001');
const ID = voiceRequest(USER, 1);

const session = (more: Partial<Session> = {}): Session => {
  const { active } = onTheClockState(1, T);
  if (active === null) throw new Error('on the clock');
  return { ...active, id: sessionId(ID), ...more };
};
const BY_HAND = session({ id: sessionId('1457659890892800001') });
const PAUSED = session({ status: 'PAUSED', pausedSince: T + 5 * MINUTE });
const NOBODY: VoiceMark = { moves: 0, channel: null, leftAt: null, pausedAt: null };
const IN_WORK: VoiceMark = { moves: 1, channel: WORK.channel, leftAt: null, pausedAt: null };
const left = (minutes: number): VoiceMark => ({ ...IN_WORK, leftAt: T + minutes * MINUTE });
const AWAY: VoiceMark = { ...IN_WORK, pausedAt: T + 5 * MINUTE };

const step = (mark: VoiceMark, channel: string | null, active: Session | null, more: Partial<VoiceMove> = {}) => {
  const at = more.at ?? T + 10 * MINUTE;
  const place = placeOf(channel === null ? null : channelId(channel), CHANNELS, AFK);
  return voiceStep({ mark, place, active, at, leftAt: at, graceMs: 5 * MINUTE, isSeen: true, ...more });
};
const { id } = session();

describe('moving between voice channels', () => {
  it.each([
    ['joins while off the clock', NOBODY, '50', null, [{ kind: 'clockIn', category: 'work' }]],
    ['joins again after the grace time', left(4), '50', null, [{ kind: 'clockIn', category: 'work' }]],
    ['joins another one within it, having clocked out', left(8), '51', null, [{ kind: 'clockIn', category: 'meeting' }]],
    ['joins, and nobody saw that they had left', IN_WORK, '50', null, [{ kind: 'clockIn', category: 'work' }]],
    ['is back within the grace time', left(8), '50', session(), [{ kind: 'stay', session: id }]],
    ['moves to a channel of another category', IN_WORK, '51', session(), [{ kind: 'switch', session: id, category: 'meeting' }]],
    ['moves to one of the same', IN_WORK, '52', session(), []],
    ['goes quiet', IN_WORK, '59', session(), [{ kind: 'pause', session: id }]],
    ['speaks again', AWAY, '50', PAUSED, [{ kind: 'resume', session: id }]],
    ['speaks again elsewhere', AWAY, '51', PAUSED, [{ kind: 'switch', session: id, category: 'meeting' }]],
    ['leaves', IN_WORK, null, session(), [{ kind: 'leave', session: id, leftAt: T + 10 * MINUTE }]],
    [
      'moves to a channel that does not count',
      IN_WORK,
      '99',
      session(),
      [{ kind: 'leave', session: id, leftAt: T + 10 * MINUTE }],
    ],
    [
      'leaves from the channel for those who are away',
      AWAY,
      null,
      PAUSED,
      [{ kind: 'leave', session: id, leftAt: T + 10 * MINUTE }],
    ],
  ] as const)('%s', (_what, mark, channel, active, acts) => {
    const done = step(mark, channel, active);
    expect(done.acts).toEqual(acts);
    expect(done.mark).not.toBeNull();
  });

  it.each([
    ['is muted, or told twice', IN_WORK, '50', session()],
    ['left already', left(8), null, session()],
    ['was in none that counts', NOBODY, '99', null],
    ['goes quiet twice', AWAY, '59', PAUSED],
    ['goes quiet after leaving', left(8), '59', session()],
    ['goes quiet during a break of their own', IN_WORK, '59', PAUSED],
    ['goes quiet while on the clock by hand', IN_WORK, '59', BY_HAND],
  ] as const)('nothing is done or noted for who %s', (_what, mark, channel, active) => {
    expect(step(mark, channel, active)).toEqual({ acts: [], mark: null });
  });

  it.each([
    ['joins while on the clock by hand', NOBODY, '50', BY_HAND],
    ['leaves while on the clock by hand', IN_WORK, null, BY_HAND],
    ['comes back from a break of their own', AWAY, '50', session({ status: 'PAUSED', pausedSince: T + 6 * MINUTE })],
    ['clocked out by hand, and reconnects', left(8), '50', null],
    ['clocked out by hand while away', AWAY, '50', null],
  ] as const)('the clock is left alone of who %s', (_what, mark, channel, active) => {
    const done = step(mark, channel, active);
    expect(done.acts).toEqual([]);
    expect(done.mark).not.toBeNull();
  });

  it('found after a restart: who is still there and clocked out by hand stays so; who came meanwhile is clocked in', () => {
    expect(step(IN_WORK, '50', null, { isSeen: false })).toEqual({ acts: [], mark: null });
    expect(step(left(0), '50', null, { isSeen: false }).acts).toEqual([{ kind: 'clockIn', category: 'work' }]);
    expect(step(NOBODY, '50', null, { isSeen: false }).acts).toEqual([{ kind: 'clockIn', category: 'work' }]);
  });

  it('ends where they were last there when nobody saw them leave', () => {
    const gone = step(IN_WORK, null, session(), { leftAt: T + 3 * MINUTE, isSeen: false });
    expect(gone.acts).toEqual([{ kind: 'leave', session: id, leftAt: T + 3 * MINUTE }]);
    expect(gone.mark).toMatchObject({ leftAt: T + 3 * MINUTE });
  });

  it('the channel for those who are away counts nothing, even if somebody sets it up', () => {
    expect(placeOf(AFK, [{ ...WORK, channel: AFK }], AFK)).toEqual({ kind: 'afk' });
  });

  it('a session says by its id that a voice channel began it; ids fit into controls and are of one member and move', () => {
    expect(isByVoice(session())).toBe(true);
    for (const other of ['1457659890892800001', '01JGT8Z3K4M5N6P7Q8R9S0T1V2', '1457659890892800001.3', 's1'])
      expect(isByVoice({ id: sessionId(other) })).toBe(false);
    expect(voiceRequest(userId('9'.repeat(20)), 999_999).length).toBeLessThanOrEqual(20);
    expect(new Set([voiceRequest(USER, 1), voiceRequest(USER, 2), voiceRequest(userId('5'), 1)]).size).toBe(3);
  });
});
