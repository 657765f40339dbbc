import { describe, expect, it } from 'vitest';
import { dueHarness } from '../../../test/support/due-harness.js';
import { FakeRest, refusal } from '../../../test/support/discord-fakes.js';
import { ANN, BEN, CODING, value } from '../../../test/support/engine.js';
import { RecordingLogger } from '../../../test/support/fakes.js';
import { blankCategory } from '../../domain/category-rules.js';
import { categoryId, channelId, guildSpace, personalSpace, requestId, roleId, userId, type UserId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { isByVoice } from '../../domain/voice.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { voiceChannels } from '../../engine/documents/kinds/voice-channels.js';
import { createSignsOfLife } from '../signs-of-life.js';
import { createVoice } from './index.js';
import { voiceChannelOf } from './where.js';

const MINUTE = 60_000;
const GUILD = '1000';
const SPACE = guildSpace(GUILD);
const MEETING = categoryId('meeting');
const [ROOM, OTHER, AFK] = ['50', '51', '59'];
const CREW = roleId('300');

const set = async () => {
  const h = await dueHarness();
  const { documents, tracker, due, presence, clock, world } = h;
  const log = new RecordingLogger();
  let n = 0;
  const by = () => ({ actor: null, requestId: requestId(`by${String(++n)}`), at: clock.now(), event: 'set' });
  const agree = async (user: UserId, voice = true) =>
    value(await documents.of(preferences).update({ space: personalSpace(user), user }, by(), (kept) => ok({ ...kept, voice })));
  const setUp = async (rooms: readonly (readonly [string, typeof CODING])[]) =>
    value(
      await documents.of(voiceChannels).update(SPACE, by(), (kept) => {
        const channels = rooms.map(([channel, category]) => ({ channel: channelId(channel), category }));
        return ok({ ...kept, channels });
      }),
    );
  await setUp([
    [ROOM, CODING],
    [OTHER, MEETING],
  ]);
  await agree(ANN);
  const extra: { config: Partial<SpaceConfig> } = { config: {} };
  const categories = [blankCategory(CODING, 'Coding'), { ...blankCategory(MEETING, 'Meeting'), requires: CREW }];
  const spaces = { get: async () => ({ ...(await world.spaces.get(SPACE)), categories, ...extra.config }) };
  const refused: unknown[] = [];
  const rest = new FakeRest(machine());
  function machine() {
    return world.clock;
  }
  const process = () => {
    const signs = createSignsOfLife({ signs: presence, store: h.store, clock, log, everyMs: 5_000 });
    const telling = {
      notClockedIn: (_who: unknown, category: unknown, { code }: { readonly code: string }) =>
        Promise.resolve(void refused.push([category, code])),
    };
    const voice = createVoice({
      ...{ sessions: tracker, spaces, store: h.store, documents, due, telling, rest, presence: signs, clock, log },
    });
    voice.start();
    voice.found(GUILD, [], AFK);
    return { voice, signs };
  };
  const first = process();
  const settle = () => world.clock.advanceAsync(0);
  const move = async (
    channel: string | null,
    user: UserId = ANN,
    roles: readonly string[] | null = [CREW],
    { voice } = first,
  ) => {
    h.voice.channel = channel === null ? null : channelId(channel);
    voice.moved(GUILD, { user, channel, roles });
    await settle();
    await settle();
  };
  const status = async (user: UserId = ANN) => value(await tracker.status(SPACE, user)).state;
  return { ...h, first, process, move, status, agree, setUp, settle, refused, rest, extra, log };
};

describe('voice channels over time', () => {
  it('a day: joins, goes quiet, moves, loses the connection, leaves', async () => {
    const { move, status, pass, clock, world } = await set();
    const joined = clock.now();
    await move(ROOM);
    expect((await status()).active).toMatchObject({ category: CODING, startedAt: joined });
    await pass(10 * MINUTE);
    await move(AFK);
    await pass(20 * MINUTE);
    await move(ROOM);
    expect((await status()).active?.pauses).toEqual([{ start: joined + 10 * MINUTE, end: joined + 30 * MINUTE }]);
    await pass(MINUTE);
    await move(OTHER);
    const { active, last } = await status();
    expect(active?.category).toBe(MEETING);
    expect(last).toMatchObject({ category: CODING, endedAt: joined + 31 * MINUTE });
    await move(null);
    await pass(4 * MINUTE);
    await move(OTHER);
    await pass(60 * MINUTE);
    expect((await status()).active?.id).toBe(active?.id);
    const leftAt = clock.now();
    await move(null);
    await pass(5 * MINUTE);
    expect((await status()).last).toMatchObject({ id: active?.id, endedAt: leftAt, endReason: 'voice' });
    await move(ROOM);
    expect((await status()).active?.category).toBe(CODING);
    expect(world.ledger().filter((event) => event === 'clockedIn')).toHaveLength(3);
  });

  it('what is told twice, by two processes or again after a resume, counts once', async () => {
    const h = await set();
    const second = h.process();
    h.voice.channel = channelId(ROOM);
    for (const { voice } of [h.first, second, h.first]) voice.moved(GUILD, { user: ANN, channel: ROOM, roles: [] });
    await h.settle();
    await h.settle();
    const { active, version } = await h.status();
    expect(version).toBe(1);
    for (const { voice } of [second, h.first]) voice.moved(GUILD, { user: ANN, channel: null, roles: [] });
    h.voice.channel = null;
    await h.settle();
    await h.pass(10 * MINUTE);
    const after = await h.status();
    expect(after).toMatchObject({ version: 2, active: null, last: { id: active?.id, endReason: 'voice' } });
  });

  it('is for those alone who agreed; who takes that back is not clocked out either', async () => {
    const { move, status, agree, pass, presence } = await set();
    await move(ROOM, BEN);
    expect((await status(BEN)).version).toBe(0);
    await pass(10 * MINUTE);
    expect(presence.rows.size).toBe(0);
    await move(ROOM);
    await agree(ANN, false);
    await move(null);
    await pass(60 * MINUTE);
    expect((await status()).active).not.toBeNull();
  });

  it('a session that was begun by hand is left alone', async () => {
    const { move, status, tracker, request, pass, world, clock } = await set();
    value(await tracker.clockIn({ ...world.in({ at: clock.now() }), requestId: request().requestId }));
    const { active } = await status();
    for (const channel of [ROOM, AFK, OTHER, null]) await move(channel);
    await pass(20 * MINUTE);
    expect((await status()).active).toEqual(active);
  });

  it.each([
    ['the category requires a role', {}, OTHER, 'CATEGORY_ROLE_REQUIRED', MEETING],
    [
      'they are suspended',
      { suspensions: [{ member: ANN, reason: 'r', by: userId('9'), at: 0, until: null }] },
      ROOM,
      'MEMBER_SUSPENDED',
      CODING,
    ],
    ['the category is gone', { categories: [] }, ROOM, 'CATEGORY_NOT_FOUND', CODING],
    [
      'everybody is denied the clock',
      { grants: { clockIn: { allow: { roles: [], members: [] }, deny: { roles: [roleId(GUILD)], members: [] } } } },
      ROOM,
      'CAPABILITY_MISSING',
      CODING,
    ],
  ] as const)('a refusal is told, once: %s', async (_why, config, room, code, category) => {
    const { move, status, refused, extra } = await set();
    extra.config = config;
    await move(room, ANN, []);
    await move(room, ANN, []);
    expect(refused).toEqual([[category, code]]);
    expect((await status()).version).toBe(0);
  });

  it('whoever may not be clocked in where they moved to leaves where they were', async () => {
    const { move, status, refused, pass, clock } = await set();
    await move(ROOM);
    await pass(MINUTE);
    const leftAt = clock.now();
    await move(OTHER, ANN, []);
    // Discord says that they are in a channel that counts, and their session is not about it.
    await pass(5 * MINUTE);
    expect(refused).toEqual([[MEETING, 'CATEGORY_ROLE_REQUIRED']]);
    expect((await status()).last).toMatchObject({ endedAt: leftAt, endReason: 'voice' });
  });

  it('after a restart: who is back unseen goes on, who left unseen ends when last seen there, who came is clocked in', async () => {
    const h = await set();
    await h.move(ROOM);
    const { active } = await h.status();
    await h.pass(30 * MINUTE);
    await h.first.voice.stop();
    const again = h.process();
    h.voice.channel = channelId(ROOM);
    again.voice.found(GUILD, [{ user: ANN, channel: ROOM, roles: [] }], AFK);
    await h.settle();
    // By the clock of the machine, which the look at who is there goes by.
    await h.machine.advanceAsync(10 * MINUTE);
    expect((await h.status()).active?.id).toBe(active?.id);
    const seenAt = h.clock.now();
    await again.voice.stop();
    await again.signs.stop();
    await h.pass(3 * 60 * MINUTE);
    h.voice.channel = null;
    const third = h.process();
    await h.settle();
    await h.pass(1);
    const { last } = await h.status();
    expect(last).toMatchObject({ id: active?.id, endReason: 'voice' });
    expect(seenAt - (last?.endedAt ?? 0)).toBeLessThanOrEqual(MINUTE);
    expect(last?.endedAt).toBeLessThanOrEqual(seenAt);
    h.voice.channel = channelId(ROOM);
    third.voice.found(GUILD, [{ user: ANN, channel: ROOM, roles: [] }], AFK);
    await h.settle();
    await h.settle();
    const now = (await h.status()).active;
    expect(now !== null && isByVoice(now)).toBe(true);
  });

  it('what could not be done is tried again every minute', async () => {
    const h = await set();
    let isUp = false;
    h.rest.on(/^GET \/guilds\/1000\/members\/1$/, () => {
      if (!isUp) throw refusal(503, null);
      return { roles: [CREW] };
    });
    await h.move(OTHER, ANN, null);
    expect((await h.status()).active).toBeNull();
    isUp = true;
    await h.machine.advanceAsync(MINUTE);
    await h.settle();
    expect((await h.status()).active?.category).toBe(MEETING);
  });
});

describe('where a member is, as Discord says', () => {
  it('a channel, none, or not in the server; anything else is no answer', async () => {
    const { rest } = await set();
    const answers: unknown[] = [{ channel_id: ROOM }, refusal(404, 10_065), refusal(404, 10_007), refusal(503, null)];
    rest.on(/voice-states\/1$/, () => {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    });
    expect(await voiceChannelOf(rest, SPACE, ANN)).toBe(ROOM);
    expect(await voiceChannelOf(rest, SPACE, ANN)).toBeNull();
    expect(await voiceChannelOf(rest, SPACE, ANN)).toBeNull();
    await expect(voiceChannelOf(rest, SPACE, ANN)).rejects.toThrow('503');
  });
});
