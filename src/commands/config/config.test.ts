import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ADA, createHarness, GUILD, HOME, SPACE, type RecordingResponder } from '../../../test/support/commands-harness.js';
import { domainError } from '../../domain/errors.js';
import { channelId, roleId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { TOPICS } from '../../domain/setting-kinds.js';
import { SETTING_KEYS, settingRow, settingsIn, type Settings } from '../../domain/settings.js';
import { recount } from '../../engine/documents/kinds/recount-progress.js';
import { settingName } from '../../views/settings/words.js';
import { createTranslators } from '../../i18n/translators.js';
import { ROUTES } from '../index.js';
import { configComponents } from './components.js';

const HOUR = 3_600_000;
const manager = { manager: true };
const german = { manager: true, locale: 'de' };
const home = { guild: null };
const translators = createTranslators({ strict: true });

const part: z.ZodType<{ readonly custom_id?: string | undefined; readonly [key: string]: unknown }> = z.looseObject({
  custom_id: z.string().optional(),
});

/** Everything in the last answer that can be clicked or selected, by custom id. */
const controlsIn = (said: RecordingResponder): ReadonlyMap<string, Readonly<Record<string, unknown>>> => {
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    const parsed = Array.isArray(value) ? undefined : part.safeParse(value).data;
    if (parsed === undefined) return;
    if (parsed.custom_id !== undefined) found.set(parsed.custom_id, parsed);
    Object.values(parsed).forEach(walk);
  };
  walk(said.responses.at(-1));
  return found;
};

const setUp = async () => {
  const h = await createHarness();
  return {
    ...h,
    settings: async (space = SPACE): Promise<Settings> => (await h.spaces.get(space)).settings,
    set: (key: string, value: string, from: object = manager) => h.run('config set', { key, value }, from),
    put: (settings: Partial<Settings>) =>
      h.spaces.update(SPACE, { actor: null, requestId: h.snowflake() as never, at: h.clock.now(), event: 'test' }, (config) =>
        ok({ ...config, settings: { ...config.settings, ...settings } }),
      ),
  };
};

/** Everything as far from the defaults and as long as it gets. */
const LONG: Partial<Settings> = {
  timeZone: 'America/Argentina/ComodRivadavia',
  dayStart: 359,
  dayBoundary: 'start',
  weekStart: 'sunday',
  locale: 'de',
  onRole: roleId('9'.repeat(20)),
  breakRole: roleId('9'.repeat(20)),
  minimumSession: 59,
  overlap: 'allow',
  noteRequired: true,
  resumeGrace: null,
  selfEditDays: null,
  selfEditBy: 10_079,
  membersAddEntries: false,
  requestChannel: channelId('9'.repeat(20)),
  confirmAfterDays: null,
  reminderAfter: null,
  reminderAgain: 1_439,
  reminderGrace: 10_079,
  reminderChannel: channelId('9'.repeat(20)),
  sessionLimit: 44_639,
  rounding: 'nearest',
  roundingTo: 59,
  roundingOf: 'day',
  othersSee: 'totals',
  boards: false,
  voiceGrace: 59,
  boardsOf: 'everyone',
  boardsWithout: roleId('9'.repeat(20)),
  streakMinimum: 1_439,
  restDays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  dashboardChannel: channelId('9'.repeat(20)),
  dashboardEvery: 59,
  logChannel: channelId('9'.repeat(20)),
  logNotes: true,
  digestChannel: channelId('9'.repeat(20)),
  retentionDays: 36_499,
  leaveShown: false,
  memberReminders: 'roles',
};

describe('the panel', () => {
  it.each(['en', 'de'])('has room for every page in %s, with everything long and nothing at its default', async (locale) => {
    const h = await setUp();
    await h.put(LONG);
    await h.documents
      .of(recount)
      .update(SPACE, { actor: null, requestId: 'r' as never, at: 1, event: 'test' }, (note) =>
        ok({ ...note, isRunning: true, askedAt: h.clock.now(), entries: 999_999, movedMs: 9_999_999 * HOUR }),
      );
    const t = translators.for(locale);
    for (const topic of TOPICS) {
      const said = await h.choose('pc1:settings', [topic], { manager: true, locale });
      expect(said.responses.at(-1)?.type).toBe(7);
      expect(said.said).not.toContain('…');
      for (const key of settingsIn(SPACE, topic)) {
        expect(said.said).toContain(JSON.stringify(`**${settingName(key, t)}**`).slice(1, -1));
        expect(controlsIn(said).has(`pc1:setting-reset:${key}`)).toBe(true);
      }
    }
  });

  it('opens on the first page, privately, and shows what everything stands at', async () => {
    const h = await setUp();
    const said = await h.run('config panel', {}, manager);
    expect(said.responses[0]).toMatchObject({ type: 4, data: { flags: (1 << 15) | 64 } });
    expect(said.said).toContain('**Time zone** · UTC');
    expect([...controlsIn(said).keys()]).toEqual([
      'pc1:setting-type:timeZone',
      'pc1:setting-type:dayStart',
      'pc1:setting-one:dayBoundary',
      'pc1:setting-one:weekStart',
      'pc1:setting-one:locale',
      'pc1:settings',
    ]);
  });

  it('changes by a menu, offers to set back, and sets back', async () => {
    const h = await setUp();
    const said = await h.choose('pc1:setting-one:weekStart', ['sunday'], manager);
    expect((await h.settings()).weekStart).toBe('sunday');
    expect(said.responses[0]?.type).toBe(7);
    expect(said.said).toContain('✅ Week starts on: Monday → Sunday');
    expect(controlsIn(said).has('pc1:setting-reset:weekStart')).toBe(true);
    const back = await h.click('pc1:setting-reset:weekStart', manager);
    expect((await h.settings()).weekStart).toBe('monday');
    expect(controlsIn(back).has('pc1:setting-reset:weekStart')).toBe(false);
    expect(h.configs.events).toEqual(['defaultsKept', 'settingChanged', 'settingChanged']);
    expect(h.configs.records[1]).toMatchObject({
      ...{ actor: ADA, source: 'select', document: 'configuration' },
      changes: [{ path: ['settings', 'weekStart'], before: 'monday', after: 'sunday' }],
    });
  });

  it('changes several values, a toggle, a role and a channel by their menus', async () => {
    const h = await setUp();
    await h.choose('pc1:setting-several:restDays', ['sunday', 'saturday'], manager);
    await h.choose('pc1:setting-one:noteRequired', ['on'], manager);
    await h.choose('pc1:setting-role:onRole', ['501'], manager);
    const channels = { '601': { id: '601', type: 0 } };
    await h.choose('pc1:setting-channel:logChannel', ['601'], manager, { channels });
    expect(await h.settings()).toMatchObject({
      restDays: ['saturday', 'sunday'],
      noteRequired: true,
      onRole: '501',
      logChannel: '601',
    });
    expect(h.resynced).toEqual([SPACE]);
    await h.choose('pc1:setting-several:restDays', [], manager);
    await h.choose('pc1:setting-role:onRole', [], manager);
    await h.choose('pc1:setting-channel:logChannel', [], manager);
    expect(await h.settings()).toMatchObject({ restDays: [], onRole: null, logChannel: null });
  });

  it('asks for what is typed in a form that is filled in, and says what does not fit', async () => {
    const h = await setUp();
    const form = (await h.click('pc1:setting-type:sessionLimit', manager)).responses[0];
    expect(form).toMatchObject({ type: 9, data: { custom_id: 'pc1:setting-form-sessionLimit', title: 'Longest session' } });
    expect(JSON.stringify(form)).toContain('"value":"1d"');
    const refused = await h.submit('pc1:setting-form-sessionLimit', { value: '5m' }, manager);
    expect(refused.said).toContain('Write whole minutes from 1h to 31d');
    const done = await h.submit('pc1:setting-form-sessionLimit', { value: '12 Stunden' }, german);
    expect(done.responses[0]?.type).toBe(7);
    expect(done.said).toContain('Längste Sitzung: 24 Std. → 12 Std.');
    expect((await h.settings()).sessionLimit).toBe(720);
  });

  it('in their own space belongs to everybody, without what is about others', async () => {
    const h = await setUp();
    const said = await h.run('config panel', {}, home);
    expect(said.said).toContain('My settings');
    expect(said.said).not.toContain('"Visibility"');
    await h.choose('pc1:setting-one:weekStart', ['sunday'], home);
    expect((await h.settings(HOME)).weekStart).toBe('sunday');
    for (const key of SETTING_KEYS.filter((one) => settingRow(one).where === 'servers')) {
      expect((await h.click(`pc1:setting-reset:${key}`, home)).said, key).toContain('in a server only');
    }
    expect((await h.set('boards', 'off', home)).said).toContain('in a server only');
    expect((await h.run('config show', { topic: 'visibility' }, home)).said).toContain('in a server only');
  });

  it('is shown while Redis is away, and says that nothing can be changed', async () => {
    const h = await setUp();
    await h.spaces.get(SPACE);
    h.redis.away();
    expect((await h.run('config panel', {}, manager)).said).toContain('**Time zone** · UTC');
    expect((await h.set('weekStart', 'sunday')).said).toContain('database cannot be reached');
  });
});

describe('the commands', () => {
  it('list all settings, or those of a topic with what they mean', async () => {
    const h = await setUp();
    await h.put(LONG);
    const all = (await h.run('config show', {}, manager)).said;
    for (const key of SETTING_KEYS) expect(all).toContain(`**${settingName(key, translators.for('en'))}**`);
    expect(all).not.toContain('…');
    const some = (await h.run('config show', { topic: 'reports' }, german)).said;
    expect(some).toContain('**Runden in Berichten** · Auf den nächsten Schritt');
    expect(some).toContain('Erfasste Zeit wird nie gerundet');
    expect(some).not.toContain('Zeitzone');
  });

  it('set by key or by name, in the words of the reader, and set back', async () => {
    const h = await setUp();
    expect((await h.set('weekStart', 'sunday')).said).toContain('✅ Week starts on: Monday → Sunday');
    expect((await h.set('Die Woche beginnt am', 'Montag', german)).said).toContain('Sonntag → Montag');
    expect((await h.set('Zeit und Kalender · Sprache', 'Deutsch', german)).said).toContain('Englisch → Deutsch');
    expect((await h.set('weekStart', 'monday')).said).toContain('is already: Monday');
    expect((await h.run('config reset', { key: 'locale' }, manager)).said).toContain('German → English');
    expect(h.configs.events).toEqual(['defaultsKept', ...Array.from({ length: 4 }, () => 'settingChanged')]);
  });

  it('say what is allowed, and that a setting is not there', async () => {
    const h = await setUp();
    expect((await h.set('dayStart', '9:00')).said).toContain('a time from 0:00 to 6:00');
    expect((await h.set('colour', 'red')).said).toContain('There is no setting “colour”');
    expect(h.configs.events).toEqual([]);
  });

  it('complete settings, and values by the setting', async () => {
    const h = await setUp();
    const choices = async (focused: string, typed: string, values: Record<string, string> = {}, from: object = manager) => {
      const said = await h.send(h.payload.command('config set', { ...values, [focused]: typed }, from, focused));
      return z
        .object({ data: z.object({ choices: z.array(z.object({ name: z.string(), value: z.string() })) }) })
        .parse(said.responses[0])
        .data.choices.map(({ name, value }) => `${name} = ${value}`);
    };
    expect(await choices('key', 'zone')).toEqual(['Time and calendar · Time zone = timeZone']);
    expect(await choices('key', 'zeitz', {}, german)).toEqual(['Zeit und Kalender · Zeitzone = timeZone']);
    expect(await choices('key', '')).toHaveLength(25);
    expect(await choices('value', '', { key: 'noteRequired' })).toEqual(['On = on', 'Off = off']);
    expect(await choices('value', '', { key: 'dayStart' })).toContain('4:30 = 4:30');
    expect(await choices('value', '90', { key: 'reminderAfter' })).toEqual(['1 h 30 min = 1h 30m']);
    expect(await choices('value', 'ni', { key: 'reminderAfter' }, german)).toEqual(['Nie = off']);
    expect(await choices('value', 'sun', { key: 'restDays' })).toEqual(['Sunday = sunday']);
    expect((await choices('value', 'Berlin', { key: 'timeZone' }))[0]).toMatch(/= Europe\/Berlin$/);
    expect(await choices('value', '', { key: 'nothing' })).toEqual([]);
    expect(await choices('value', '', {})).toEqual([]);
    expect(await choices('key', '', {}, {})).toEqual([]);
  });
});

describe('roles and channels', () => {
  it('are one truth with /admin roles', async () => {
    const h = await setUp();
    await h.run('admin roles set', { kind: 'on', role: '501' }, manager);
    expect((await h.choose('pc1:settings', ['clock'], manager)).said).toContain('**Role on the clock** · <@&501>');
    await h.set('onRole', 'off');
    expect((await h.run('admin roles show', {}, manager)).said).toContain('not set');
  });

  it('that can never work are refused; what is missing is said, and they are kept', async () => {
    const h = await setUp();
    h.roles.check = () => Promise.resolve(err(domainError('ROLE_MANAGED')));
    const refused = await h.choose('pc1:setting-role:onRole', ['501'], manager);
    expect(refused.followUps).toHaveLength(1);
    expect(refused.said).toContain('belongs to an integration');
    h.channels.check = () => Promise.resolve(err(domainError('CHANNEL_NOT_TEXT')));
    expect((await h.set('logChannel', '<#601>')).said).toContain('not a text channel');
    expect(await h.settings()).toMatchObject({ onRole: null, logChannel: null });
    const asked: string[] = [];
    h.channels.check = (guild, channel) => {
      asked.push(guild, channel);
      return Promise.resolve(err(domainError('CHANNEL_READ_ONLY')));
    };
    const warned = await h.set('logChannel', '<#601>');
    expect(warned.said).toContain('I cannot post in <#601> yet: I may not write in that channel');
    expect(asked).toEqual([GUILD, '601']);
    expect((await h.settings()).logChannel).toBe('601');
  });
});

describe('a change that concerns recorded time', () => {
  /** Ada worked the last hour of a day in UTC: in Kathmandu it is the next one. */
  const worked = async () => {
    const h = await setUp();
    const startedAt = Math.floor(h.clock.now() / (24 * HOUR)) * 24 * HOUR - HOUR;
    const entry = { category: 'work' as never, note: null, startedAt, endedAt: startedAt + HOUR, pauses: [], overrideMs: null };
    const by = { space: SPACE, user: ADA as never, requestId: h.snowflake() as never, at: h.clock.now(), source: 'test' };
    expect(await h.tracker.addEntry({ ...by, entry })).toMatchObject({ ok: true });
    const days = async () => [...(await h.deps.timesheet.days(SPACE, ADA as never, '00000000', '99999999')).keys()];
    return { ...h, days, before: await days(), startedAt };
  };
  const QUESTION = /1 entry of 1 member in another way: 1 h would move/;
  const ID = 'pc1:setting-answer:timeZone:Asia/Kathmandu';

  it('is done at once where nothing is recorded', async () => {
    const h = await setUp();
    expect((await h.set('timeZone', 'Asia/Kathmandu')).said).toContain('UTC → Asia/Kathmandu');
    expect((await h.settings()).timeZone).toBe('Asia/Kathmandu');
  });

  it('asks first, with the difference, and changes nothing before the answer', async () => {
    const h = await worked();
    for (const said of [
      await h.set('timeZone', 'Kathmandu'),
      await h.submit('pc1:setting-form-timeZone', { value: 'Kathmandu' }, manager),
    ]) {
      expect(said.said).toMatch(QUESTION);
      expect([...controlsIn(said).keys()]).toEqual([`${ID}:now`, `${ID}:recount`, `${ID}:cancel`]);
    }
    const left = await h.click(`${ID}:cancel`, manager);
    expect(left.said).toContain('Nothing was changed');
    expect((await h.settings()).timeZone).toBe('UTC');
    expect(h.configs.events).toEqual([]);
  });

  it('from now on: what is recorded stays where it is', async () => {
    const h = await worked();
    const said = await h.click(`${ID}:now`, manager);
    expect(said.said).toContain('✅ Time zone: UTC → Asia/Kathmandu');
    expect((await h.settings()).timeZone).toBe('Asia/Kathmandu');
    expect(await h.days()).toEqual(h.before);
    // The question lay there a second time: it is answered already.
    expect((await h.click(`${ID}:recount`, manager)).said).toContain('is already: Asia/Kathmandu');
  });

  it('recount everything: it moves, and the panel tells how far it is', async () => {
    const h = await worked();
    const said = await h.click(`${ID}:recount`, manager);
    expect(said.said).toContain('All entries are being counted anew');
    await expect.poll(async () => (await h.documents.of(recount).get(SPACE)).isRunning).toBe(false);
    expect(await h.days()).not.toEqual(h.before);
    const page = await h.choose('pc1:settings', ['time'], manager);
    expect(page.said).toContain('1 entry, and 1 h moved to other days');
  });

  it('shows a recount under way with a button to look again', async () => {
    const h = await setUp();
    await h.documents
      .of(recount)
      .update(SPACE, { actor: null, requestId: 'r' as never, at: 1, event: 'test' }, (note) =>
        ok({ ...note, isRunning: true, askedAt: h.clock.now(), entries: 3, movedMs: HOUR }),
      );
    const said = await h.run('config panel', {}, manager);
    expect(said.said).toContain('Done so far: 3 entries, and 1 h moved');
    expect((await h.click('pc1:settings-page:time', manager)).said).toContain('Done so far: 3 entries');
  });
});

describe('who may', () => {
  const leaves = ['config panel', 'config show', 'config set', 'config reset'];

  it.each(leaves)('/%s asks on every use', async (command) => {
    const h = await setUp();
    const said = await h.run(command, { key: 'weekStart', value: 'sunday' });
    expect(said.said).toContain('You may not do that here');
    expect(h.configs.events).toEqual([]);
  });

  it.each(configComponents.map(({ route }) => route))('%s asks on every use', async (route) => {
    const h = await setUp();
    expect(ROUTES.component(route)?.guards).toHaveLength(1);
    const values = { 'settings-page': ':time', 'setting-answer': ':weekStart:sunday:now', settings: '' };
    const args = Object.entries(values).find(([name]) => name === route)?.[1] ?? (route.includes('form') ? '' : ':weekStart');
    for (const said of [
      await h.click(`pc1:${route}${args}`),
      await h.choose(`pc1:${route}${args}`, ['sunday']),
      await h.submit(`pc1:${route}${args}`, { value: '4:00' }),
    ])
      expect(said.said).toContain('You may not do that here');
    expect(h.configs.events).toEqual([]);
  });

  it('what no version of us wrote is out of date', async () => {
    const h = await setUp();
    for (const id of ['pc1:setting-one:colour', 'pc1:setting-type:weekStart', 'pc1:setting-answer:timeZone:Nowhere:now'])
      expect((await h.click(id, manager)).said).toContain('out of date');
    expect((await h.choose('pc1:settings', ['colour'], manager)).said).toContain('out of date');
    expect((await h.choose('pc1:setting-one:weekStart', ['someday'], manager)).said).toContain('cannot be chosen');
  });
});
