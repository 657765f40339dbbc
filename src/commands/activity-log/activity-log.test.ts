import { beforeEach, expect, it } from 'vitest';
import { createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { domainError } from '../../domain/errors.js';
import { err, ok } from '../../domain/result.js';
import { activityLog } from '../../engine/documents/kinds/activity-log.js';

const BOSS = { manager: true };

let h: Awaited<ReturnType<typeof createHarness>>;
beforeEach(async () => {
  h = await createHarness();
});

const log = (name: string, values: Record<string, string> = {}) => h.run(`activitylog ${name}`, values, BOSS);
const places = async () => (await h.documents.of(activityLog).get(SPACE)).places;
const common = async () => (await h.spaces.get(SPACE)).settings.logChannel;

it('tells everything in one channel, or kinds of events in channels of their own', async () => {
  expect((await log('show')).said).toContain('Nothing is told');
  const { said } = await log('set', { channel: '600' });
  expect(said).toContain('**Clock in** → <#600>');
  expect(said).toContain('Everybody who can read a channel');
  expect(await common()).toBe('600');
  expect((await log('set', { channel: '601', kind: 'clock' })).said).toContain('**Break ended** → <#601>');
  expect((await log('off', { kind: 'pause' })).said).toContain('**Break begun** → off');
  expect(await places()).toEqual({ clockIn: '601', clockOut: '601', pause: 'off', resume: '601' });
  // The common channel is no channel of its own: when that moves, the kind moves with it.
  await log('set', { channel: '600', kind: 'clockIn' });
  expect(await places()).toEqual({ clockOut: '601', pause: 'off', resume: '601' });
});

it('is off altogether, and begins again with everything', async () => {
  await log('set', { channel: '600' });
  await log('off', { kind: 'pause' });
  expect((await log('off')).said).toContain('Nothing is told');
  expect([await common(), await places()]).toEqual([null, {}]);
});

it('refuses a channel that is none, and says what it may not do in one that is', async () => {
  h.channels.check = () => Promise.resolve(err(domainError('CHANNEL_NOT_TEXT')));
  expect((await log('set', { channel: '600', kind: 'settings' })).said).toContain('not a text channel');
  expect((await log('set', { channel: '600' })).said).toContain('not a text channel');
  expect([await common(), await places()]).toEqual([null, {}]);
  h.channels.check = (_guild, channel) =>
    Promise.resolve(channel === '601' ? err(domainError('CHANNEL_READ_ONLY')) : ok(undefined));
  await log('set', { channel: '600' });
  expect((await log('set', { channel: '601', kind: 'settings' })).said).toContain('⚠️ <#601>: I may not write');
});

it('does it once, however often the command is delivered', async () => {
  const payload = h.payload.command('activitylog set', { channel: '601', kind: 'roles' }, BOSS);
  await h.send(payload);
  await h.send(payload);
  expect((await h.documents.of(activityLog).get(SPACE)).version).toBe(1);
});
