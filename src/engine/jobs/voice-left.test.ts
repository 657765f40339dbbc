import { describe, expect, it } from 'vitest';
import { dueHarness } from '../../../test/support/due-harness.js';
import { ANN, CODING, SPACE, value } from '../../../test/support/engine.js';
import { channelId, requestId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { voiceRequest } from '../../domain/voice.js';
import { voiceChannels } from '../documents/kinds/voice-channels.js';
import { dropVoiceLeft, putVoiceLeft } from './voice-left.js';

const MINUTE = 60_000;
const ROOM = channelId('50');

const set = async () => {
  const h = await dueHarness();
  const by = { actor: ANN, requestId: requestId('set'), at: h.clock.now(), event: 'voiceSet' };
  value(
    await h.documents
      .of(voiceChannels)
      .update(SPACE, by, (kept) => ok({ ...kept, channels: [{ channel: ROOM, category: CODING }] })),
  );
  const request = voiceRequest(ANN, 1);
  const { session, state } = value(await h.tracker.clockIn({ ...h.world.in({ at: h.clock.now() }), requestId: request }));
  const who = { user: ANN, session: session.id };
  const status = async () => value(await h.tracker.status(SPACE, ANN)).state;
  await h.pass(30 * MINUTE);
  const leave = async () => {
    const leftAt = h.clock.now();
    await h.due.change(SPACE, [putVoiceLeft(who, leftAt, leftAt + 5 * MINUTE, state.version)]);
    return leftAt;
  };
  return { ...h, who, session, status, leave };
};

describe('the grace time after leaving a voice channel', () => {
  it('ends the session at the moment of leaving when it is over, once', async () => {
    const { leave, pass, status, world } = await set();
    const leftAt = await leave();
    await pass(5 * MINUTE - 1);
    expect((await status()).active).not.toBeNull();
    await pass(1);
    expect((await status()).last).toMatchObject({ endedAt: leftAt, endReason: 'voice', status: 'ENDED_UNCONFIRMED' });
    await leave();
    await pass(10 * MINUTE);
    expect(world.ledger().filter((event) => event === 'clockedOut')).toHaveLength(1);
  });

  it('does nothing to who came back, was seen coming back by nobody, or clocked out meanwhile', async () => {
    const { leave, pass, status, due, who, voice, tracker, request } = await set();
    await leave();
    await due.change(SPACE, [dropVoiceLeft(who)]);
    await pass(20 * MINUTE);
    expect((await status()).active).not.toBeNull();
    voice.channel = ROOM;
    await leave();
    await pass(20 * MINUTE);
    expect((await status()).active).not.toBeNull();
    voice.channel = null;
    await leave();
    await pass(MINUTE);
    value(await tracker.clockOut(request()));
    await pass(20 * MINUTE);
    expect((await status()).last).toMatchObject({ endReason: 'member' });
  });

  it('who used the clock after leaving is clocked out then', async () => {
    const { leave, pass, status, tracker, request, clock } = await set();
    await leave();
    await pass(2 * MINUTE);
    value(await tracker.pause(request()));
    const pausedAt = clock.now();
    await pass(3 * MINUTE);
    expect((await status()).last).toMatchObject({ endedAt: pausedAt, endReason: 'voice' });
  });

  it('waits while Discord cannot say whether they are back', async () => {
    const { leave, pass, status, voice, machine } = await set();
    voice.isUp = false;
    const leftAt = await leave();
    await pass(6 * MINUTE);
    expect((await status()).active).not.toBeNull();
    voice.isUp = true;
    await machine.advanceAsync(5 * MINUTE);
    expect((await status()).last).toMatchObject({ endedAt: leftAt, endReason: 'voice' });
  });
});
