import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, SPACE } from '../../../test/support/commands-harness.js';
import { personalSpace, userId } from '../../domain/ids.js';
import { VOICE_CHANNELS_MAX } from '../../domain/voice.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { voiceChannels } from '../../engine/documents/kinds/voice-channels.js';

const ADA_ID = userId(ADA);
const boss = { user: BOB, manager: true };

const setUp = async () => {
  const h = await createHarness();
  return {
    ...h,
    set: (channel: string, category: string, from: object = boss) => h.run('voice set', { channel, category }, from),
    kept: async () =>
      (await h.documents.of(voiceChannels).get(SPACE)).channels.map(({ channel, category }) => [channel, category]),
    agreed: async () => (await h.documents.of(preferences).get({ space: personalSpace(ADA), user: ADA_ID })).voice,
  };
};

describe('/voice', () => {
  it('sets a category for a channel, another one in its place, and takes it off; the answer says what holds and how it works', async () => {
    const h = await setUp();
    expect((await h.run('voice list', {}, boss)).said).toContain('None so far');
    const { said } = await h.set('50', 'Work');
    expect(said).toMatch(/<#50> → .*Work/);
    expect(said).toContain('/privacy voice');
    expect(said).toContain('after 5 min');
    await h.set('51', 'Meeting');
    await h.set('50', 'Meeting');
    expect(await h.kept()).toEqual([
      ['51', 'meeting'],
      ['50', 'meeting'],
    ]);
    expect((await h.run('voice off', { channel: '51' }, { ...boss, locale: 'de' })).said).toContain(
      'Sprachkanäle, die einstempeln',
    );
    expect(await h.kept()).toEqual([['50', 'meeting']]);
    expect((await h.run('voice off', { channel: '51' }, boss)).said).toContain('does not clock anybody in');
    expect((await h.set('52', 'Nothing')).said).toContain('Nothing');
  });

  it('is for those who may change the settings, and has a bound', async () => {
    const h = await setUp();
    for (const name of ['voice set', 'voice off', 'voice list'])
      expect((await h.run(name, { channel: '50', category: 'Work' })).said).toContain('Manage settings');
    for (let at = 0; at < VOICE_CHANNELS_MAX; at += 1) await h.set(String(at + 100), 'Work');
    expect((await h.set('99', 'Work')).said).toContain(`${String(VOICE_CHANNELS_MAX)} voice channels`);
    expect(await h.kept()).toHaveLength(VOICE_CHANNELS_MAX);
  });
});

describe('/privacy voice', () => {
  it('is off until a member says yes, by the command or by the buttons, and off again by either', async () => {
    const h = await setUp();
    expect(await h.agreed()).toBe(false);
    expect((await h.run('privacy voice', { choice: 'on' })).said).toContain('from the next time you join');
    expect(await h.agreed()).toBe(true);
    expect((await h.run('privacy settings')).said).toContain('Voice channels');
    await h.click(`pc1:privacy-set:${ADA}:voice-no`);
    expect(await h.agreed()).toBe(false);
    await h.click(`pc1:privacy-set:${ADA}:voice-yes`);
    expect(await h.agreed()).toBe(true);
    expect((await h.run('privacy voice', { choice: 'off' }, { locale: 'de' })).said).toContain('geht weiter');
    expect(await h.agreed()).toBe(false);
  });
});
