import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { IDS } from '../../src/commands/custom-ids.js';
import { APPROVAL_IDS } from '../../src/commands/approvals/custom-ids.js';
import { CONFIG_IDS } from '../../src/commands/config/custom-ids.js';
import { MANAGED_IDS } from '../../src/commands/admin/session/custom-ids.js';
import { DASHBOARD_IDS } from '../../src/commands/dashboards/custom-ids.js';
import { EXPLAIN_IDS } from '../../src/commands/explain/custom-ids.js';
import { BOARD_IDS } from '../../src/commands/leaderboard/custom-ids.js';
import { PRIVACY_IDS } from '../../src/commands/privacy/custom-ids.js';
import { REMINDER_IDS } from '../../src/commands/reminders/custom-ids.js';
import { SETUP_IDS } from '../../src/commands/setup/custom-ids.js';
import { SYSTEM_IDS } from '../../src/commands/admin/system/custom-ids.js';
import { TEAM_IDS } from '../../src/commands/admin/team/custom-ids.js';
import { FORCE_IDS } from '../../src/commands/force-out/custom-ids.js';
import { WHO_IDS } from '../../src/commands/who/custom-ids.js';
import { TARGET_IDS } from '../../src/commands/targets/custom-ids.js';
import { PERMISSION_IDS } from '../../src/commands/config/permissions/custom-ids.js';
import { ROUTES } from '../../src/commands/index.js';
import type { Command, CommandGroup } from '../../src/commands/kit/define.js';
import type { MenuCommand } from '../../src/commands/kit/menus.js';
import { optionMeta } from '../../src/commands/kit/options.js';
import { CAPABILITIES, type Capability } from '../../src/domain/capabilities.js';
import { guildSpace, userId } from '../../src/domain/ids.js';
import { SETTING_KEYS, settingRow } from '../../src/domain/settings.js';
import type { MessageKey } from '../../src/i18n/translator.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { ADA, BOB, createHarness, SPACE } from '../support/commands-harness.js';
import { idsOfBob as sample } from '../support/ids-of-bob.js';

/*
 * Everything that the bot answers to, read from the list of features, and whom it is for. A handler that is new is not in the table, and the test
 * fails until somebody has written down whom it is for. Each is then used by a member without any permission, and by somebody who may do
 * everything in another server.
 */

/**
 * A capability; `own`: everybody, about their own time; `others`: everybody, as much as the server lets them see of others; `owner`: the one whom the
 * custom id names.
 */
type For = Capability | 'own' | 'others' | 'owner';

const COMMANDS: Readonly<Record<string, For>> = {
  clockin: 'own',
  clockout: 'own',
  status: 'own',
  'session in': 'own',
  'session out': 'own',
  'session pause': 'own',
  'session resume': 'own',
  'session status': 'own',
  'session switch': 'own',
  'session list': 'own',
  'session add': 'own',
  'session delete': 'own',
  'session undo': 'own',
  'session requests': 'own',
  'dashboard post': 'manageDashboards',
  'dashboard list': 'manageDashboards',
  'dashboard remove': 'manageDashboards',
  'dashboard move': 'manageDashboards',
  'dashboard personal': 'own',
  'activitylog set': 'manageSettings',
  'activitylog off': 'manageSettings',
  'activitylog show': 'manageSettings',
  'voice set': 'manageSettings',
  'voice off': 'manageSettings',
  'voice list': 'manageSettings',
  'timezone set': 'own',
  'timezone show': 'own',
  'timezone reset': 'own',
  'admin categories add': 'manageCategories',
  'admin categories edit': 'manageCategories',
  'admin categories archive': 'manageCategories',
  'admin categories restore': 'manageCategories',
  'admin categories list': 'manageCategories',
  'admin categories move': 'manageCategories',
  'admin roles setup': 'manageSettings',
  'admin roles set': 'manageSettings',
  'admin roles clear': 'manageSettings',
  'admin roles show': 'manageSettings',
  'admin member show': 'seeOthers',
  'admin team': 'seeOthers',
  'admin member suspend': 'manageMembers',
  'admin member restore': 'manageMembers',
  'admin session list': 'editOthers',
  'admin session edit': 'editOthers',
  'admin session add': 'editOthers',
  'admin session delete': 'editOthers',
  'admin system': 'seeSystem',
  'admin verify': 'seeOthers',
  'alloc set': 'own',
  'alloc show': 'own',
  'alloc clear': 'own',
  who: 'others',
  forceclockout: 'forceClockOut',
  explain: 'own',
  'leaderboard show': 'own',
  'leaderboard post set': 'manageDashboards',
  'leaderboard post off': 'manageDashboards',
  'leaderboard post list': 'manageDashboards',
  'leaderboard season start': 'manageSettings',
  'leaderboard season end': 'manageSettings',
  'leaderboard season delete': 'manageSettings',
  'leaderboard season list': 'manageSettings',
  'privacy show': 'own',
  'privacy export': 'own',
  'privacy erase': 'own',
  'privacy settings': 'own',
  'privacy voice': 'own',
  setup: 'manageSettings',
  'config panel': 'manageSettings',
  'config show': 'manageSettings',
  'config set': 'manageSettings',
  'config reset': 'manageSettings',
  'config permissions panel': 'manageSettings',
  'config permissions allow': 'manageSettings',
  'config permissions deny': 'manageSettings',
  'config permissions clear': 'manageSettings',
  'config permissions test': 'manageSettings',
};

const setting = { key: 'noteRequired' } as const;
/** Kinds of settings that have a form. */
const TYPED_SETTINGS: ReadonlySet<string> = new Set(['zone', 'clock', 'duration', 'days']);
/** Routes of those who answer requests for approval; the others are those of whoever asks. */
const ANSWERS: ReadonlySet<string> = new Set(['approve', 'approve-why', 'approve-form', 'decline', 'decline-form']);
const grant = { capability: 'clockIn', way: 'deny' } as const;

const COMPONENTS: Readonly<Record<string, readonly [For, customId: string]>> = {
  ...Object.fromEntries(
    Object.values(IDS).map((route) => [
      route.name,
      [route === IDS.categories ? 'manageCategories' : 'owner', route.encode(sample)],
    ]),
  ),
  [CONFIG_IDS.topics.name]: ['manageSettings', CONFIG_IDS.topics.encode({})],
  [CONFIG_IDS.refresh.name]: ['manageSettings', CONFIG_IDS.refresh.encode({ topic: 'time' })],
  [CONFIG_IDS.one.name]: ['manageSettings', CONFIG_IDS.one.encode(setting)],
  [CONFIG_IDS.several.name]: ['manageSettings', CONFIG_IDS.several.encode({ key: 'restDays' })],
  [CONFIG_IDS.role.name]: ['manageSettings', CONFIG_IDS.role.encode({ key: 'onRole' })],
  [CONFIG_IDS.channel.name]: ['manageSettings', CONFIG_IDS.channel.encode({ key: 'logChannel' })],
  [CONFIG_IDS.type.name]: ['manageSettings', CONFIG_IDS.type.encode({ key: 'sessionLimit' })],
  [CONFIG_IDS.reset.name]: ['manageSettings', CONFIG_IDS.reset.encode(setting)],
  [CONFIG_IDS.answer.name]: ['manageSettings', CONFIG_IDS.answer.encode({ key: 'dayStart', value: '4:00', answer: 'now' })],
  ...Object.fromEntries(
    SETTING_KEYS.filter((key) => TYPED_SETTINGS.has(settingRow(key).input.kind))
      .map((key) => CONFIG_IDS.form(key))
      .map((route) => [route.name, ['manageSettings', route.encode({})]]),
  ),
  ...Object.fromEntries(Object.values(MANAGED_IDS).map((route) => [route.name, ['editOthers', route.encode(sample)]] as const)),
  ...Object.fromEntries(
    Object.values(APPROVAL_IDS).map((route) => [
      route.name,
      [ANSWERS.has(route.name) ? 'approve' : 'owner', route.encode(sample)],
    ]),
  ),
  // On messages that everybody in a channel sees: each clicks for themselves.
  ...Object.fromEntries(
    [
      DASHBOARD_IDS.clockIn.encode({ category: '-' }),
      DASHBOARD_IDS.pick.encode({}),
      DASHBOARD_IDS.last.encode({}),
      DASHBOARD_IDS.again.encode({}),
      DASHBOARD_IDS.pause.encode({}),
      DASHBOARD_IDS.clockOut.encode({}),
      DASHBOARD_IDS.status.encode({}),
      DASHBOARD_IDS.people.encode({ category: '-', page: 0 }),
    ].map((customId) => [customId.split(':')[1] ?? '', ['own', customId]] as const),
  ),
  [DASHBOARD_IDS.personal.name]: ['owner', DASHBOARD_IDS.personal.encode(sample)],
  ...Object.fromEntries(Object.values(REMINDER_IDS).map((route) => [route.name, ['owner', route.encode(sample)]] as const)),
  ...Object.fromEntries(Object.values(BOARD_IDS).map((route) => [route.name, ['owner', route.encode(sample)]] as const)),
  [EXPLAIN_IDS.day.name]: ['owner', EXPLAIN_IDS.day.encode(sample)],
  [EXPLAIN_IDS.entry.name]: ['owner', EXPLAIN_IDS.entry.encode(sample)],
  [EXPLAIN_IDS.verify.name]: ['seeOthers', EXPLAIN_IDS.verify.encode(sample)],
  [PRIVACY_IDS.choose.name]: ['owner', PRIVACY_IDS.choose.encode(sample)],
  [PRIVACY_IDS.erase.name]: ['owner', PRIVACY_IDS.erase.encode(sample)],
  [FORCE_IDS.one.name]: ['forceClockOut', FORCE_IDS.one.encode(sample)],
  [FORCE_IDS.all.name]: ['forceClockOut', FORCE_IDS.all.encode({ ...sample, what: 'category' })],
  [FORCE_IDS.cancel.name]: ['forceClockOut', FORCE_IDS.cancel.encode({})],
  [FORCE_IDS.form.name]: ['forceClockOut', FORCE_IDS.form.encode(sample)],
  // Each of them asks for what it does as well: see src/commands/admin/team.
  ...Object.fromEntries(
    [
      TEAM_IDS.page.encode({ from: '20260105', to: '20260111', page: 0, of: 'page' }),
      TEAM_IDS.member.encode(sample),
      TEAM_IDS.suspend.encode(sample),
      TEAM_IDS.suspendForm.encode(sample),
      TEAM_IDS.restore.encode(sample),
      TEAM_IDS.force.encode(sample),
      TEAM_IDS.explain.encode({ ...sample, of: 'card' }),
    ].map((customId) => [customId.split(':')[1] ?? '', ['seeOthers', customId]] as const),
  ),
  [SYSTEM_IDS.times.name]: ['seeSystem', SYSTEM_IDS.times.encode(sample)],
  [SYSTEM_IDS.refresh.name]: ['seeSystem', SYSTEM_IDS.refresh.encode({ ...sample, time: '1h' })],
  [WHO_IDS.page.name]: ['owner', WHO_IDS.page.encode(sample)],
  [TARGET_IDS.week.name]: ['owner', TARGET_IDS.week.encode(sample)],
  ...Object.fromEntries(
    [
      SETUP_IDS.go.encode({}),
      SETUP_IDS.leave.encode({ step: 'zone' }),
      SETUP_IDS.zone.encode({}),
      SETUP_IDS.typeZone.encode({}),
      SETUP_IDS.zoneForm.encode({}),
      SETUP_IDS.createRoles.encode({}),
      SETUP_IDS.role.encode({ key: 'onRole' }),
      SETUP_IDS.categories.encode({}),
      SETUP_IDS.channel.encode({ step: 'log' }),
    ].map((customId) => [customId.split(':')[1] ?? '', ['manageSettings', customId]] as const),
  ),
  [PERMISSION_IDS.capability.name]: ['manageSettings', PERMISSION_IDS.capability.encode({})],
  [PERMISSION_IDS.roles.name]: ['manageSettings', PERMISSION_IDS.roles.encode(grant)],
  [PERMISSION_IDS.members.name]: ['manageSettings', PERMISSION_IDS.members.encode(grant)],
};

/** Context menus, by their names. */
const MENUS: Readonly<Record<string, For>> = { timecard: 'editOthers', forceout: 'forceClockOut' };

const t = createTranslators({ strict: true }).for('en');
/** As Discord sends it. */
const nameOf = ({ name }: MenuCommand): string => t(`commands.${name}.name` as MessageKey);
const isCapability = (whom: For): whom is Capability => CAPABILITIES.some((one) => one === whom);
const refusal = (whom: Capability): string => `the permission “${t(`permissions.capabilities.${whom}.name`)}”`;

const leaves = (one: Command | CommandGroup, above = ''): readonly (readonly [path: string, Command])[] =>
  one.kind === 'command' ? [[above + one.name, one]] : one.children.flatMap((child) => leaves(child, `${above}${one.name} `));
const ALL_COMMANDS = ROUTES.commands.flatMap((one) => leaves(one));
const componentOf = (route: string) => COMPONENTS[route] ?? (['owner', `pc1:${route}`] as const);

const SECRETS = /Bobs secret note|Bobs reason|Bobs category/;
const ELSEWHERE = '100000000000000009';
const STRANGER = { user: ADA, guild: ELSEWHERE, permissions: '8', roles: ['501'] };
/** What an option that is not in here gets by its type. */
const TYPED: Readonly<Record<string, string | number>> = {
  ...{ name: 'Intruder', category: 'Work', key: 'noteRequired', value: 'on', zone: 'Europe/Berlin', capability: 'seeSystem' },
  ...{
    kind: 'on',
    role: '501',
    channel: '700000000000000001',
    'required-role': '501',
    user: BOB,
    member: BOB,
    start: '2h ago',
    duration: '10m',
    reason: 'x',
  },
};
const { String: STRING, Boolean: BOOLEAN } = ApplicationCommandOptionType;
const valuesOf = ({ options }: Command): Record<string, string | number | boolean> =>
  Object.fromEntries(
    Object.entries(options).flatMap(([name, schema]): [string, string | number | boolean][] => {
      const { type, required, min, choices } = optionMeta(schema);
      const known = TYPED[name];
      if (known !== undefined) return [[name, known]];
      if (!required) return [];
      return [[name, type === STRING ? (choices?.[0] ?? 'Work') : type === BOOLEAN ? true : (min ?? 1)]];
    }),
  );

/** Bob is on the clock with an entry behind him, and in his server there is something that not everybody may see. */
const world = async () => {
  const h = await createHarness();
  const boss = { user: '300', permissions: '8' };
  const bob = { user: BOB };
  await h.run('admin categories add', { name: 'Bobs category' }, boss);
  await h.run('admin categories archive', { category: 'Bobs category' }, boss);
  await h.run('admin member suspend', { member: '301', reason: 'Bobs reason' }, boss);
  await h.run('clockin', { category: 'Work', note: 'Bobs secret note' }, bob);
  h.clock.advance(60_000);
  await h.run('clockout', {}, bob);
  await h.run('clockin', { category: 'Meeting', note: 'Bobs secret note' }, bob);
  /** What there is in Bob's server that is not Ada's. */
  const picture = async () => {
    const days = await h.deps.timesheet.days(SPACE, userId(BOB), '00000000', '99999999');
    const history = await h.deps.timesheet.history(SPACE, userId(BOB));
    const config = await h.spaces.get(SPACE);
    return JSON.stringify([[...days], history, config, h.state(BOB)]);
  };
  return {
    ...h,
    picture,
    changesElsewhere: () => h.changes.filter(({ user, space }) => user !== userId(BOB) || space !== SPACE),
  };
};
type World = Awaited<ReturnType<typeof world>>;

/** Every way to use a component: as a click, as a selection, and as a form. */
const usesOf = (h: World, customId: string, from: object) => [
  () => h.click(customId, from),
  () => h.choose(customId, ['501'], from),
  () => h.submit(customId, { value: 'on', note: 'taken over', duration: '1m', start: '3h ago', end: '2h ago' }, from),
];

describe('the table', () => {
  it('says whom every handler is for, and names none that is gone', () => {
    expect(Object.keys(COMMANDS).toSorted()).toEqual(ALL_COMMANDS.map(([path]) => path).toSorted());
    expect(Object.keys(COMPONENTS).toSorted()).toEqual(ROUTES.components.map(({ route }) => route).toSorted());
    expect(Object.keys(MENUS).toSorted()).toEqual(ROUTES.menus.map(({ name }) => name).toSorted());
  });
});

describe('a member without any permission', () => {
  const from = { user: ADA };

  it.each(ALL_COMMANDS)('/%s asks on every use, whatever Discord shows', async (path, command) => {
    const whom = COMMANDS[path] ?? 'seeSystem';
    const h = await world();
    const before = await h.picture();
    const { said } = await h.run(path, valuesOf(command), from);
    expect(said).not.toMatch(SECRETS);
    if (isCapability(whom)) expect(said).toContain(refusal(whom));
    for (const [name, schema] of Object.entries(command.options)) {
      if (optionMeta(schema).autocomplete === undefined) continue;
      const offered = (await h.send(h.payload.command(path, { ...valuesOf(command), [name]: '' }, from, name))).said;
      expect(offered).not.toMatch(SECRETS);
      if (isCapability(whom)) expect(offered).toContain('"choices":[]');
    }
    expect(await h.picture()).toBe(before);
    if (isCapability(whom)) expect(h.changesElsewhere()).toEqual([]);
    expect(h.changesElsewhere().every(({ user, space }) => user === userId(ADA) && space === SPACE)).toBe(true);
  });

  it.each(ROUTES.components.map(({ route }) => route))('component %s', async (route) => {
    const [whom, customId] = componentOf(route);
    const h = await world();
    const before = await h.picture();
    for (const use of usesOf(h, customId, from)) {
      const { said } = await use();
      if (whom !== 'own') expect(said).toContain(isCapability(whom) ? refusal(whom) : 'belong to somebody else');
      expect(said).not.toMatch(SECRETS);
    }
    expect(await h.picture()).toBe(before);
    const allowed = whom === 'own' ? h.changesElsewhere().filter(({ user }) => user === userId(ADA)) : [];
    expect(h.changesElsewhere()).toEqual(allowed);
  });

  it.each(ROUTES.menus)('menu $name', async (menu) => {
    const whom = MENUS[menu.name] ?? 'seeSystem';
    const h = await world();
    const before = await h.picture();
    const { said } = await h.menu(menu.kind, nameOf(menu), BOB, { users: { [BOB]: { id: BOB } } }, from);
    expect(said).not.toMatch(SECRETS);
    if (isCapability(whom)) expect(said).toContain(refusal(whom));
    expect(await h.picture()).toBe(before);
    expect(h.changesElsewhere()).toEqual([]);
  });
});

describe('somebody who may do everything in another server', () => {
  it.each(ALL_COMMANDS)('/%s', async (path, command) => {
    const h = await world();
    const before = await h.picture();
    expect((await h.run(path, valuesOf(command), STRANGER)).said).not.toMatch(SECRETS);
    for (const [name, schema] of Object.entries(command.options)) {
      if (optionMeta(schema).autocomplete === undefined) continue;
      const offered = await h.send(h.payload.command(path, { ...valuesOf(command), [name]: '' }, STRANGER, name));
      expect(offered.said).not.toMatch(SECRETS);
    }
    expect(await h.picture()).toBe(before);
    expect(h.changesElsewhere().every(({ space }) => space === guildSpace(ELSEWHERE))).toBe(true);
  });

  it.each(ROUTES.components.map(({ route }) => route))('component %s', async (route) => {
    const h = await world();
    const before = await h.picture();
    const [whom, customId] = componentOf(route);
    for (const use of usesOf(h, customId, STRANGER)) {
      const { said } = await use();
      expect(said).not.toMatch(SECRETS);
      if (whom === 'owner') expect(said).toContain('belong to somebody else');
    }
    expect(await h.picture()).toBe(before);
    expect(h.changesElsewhere().every(({ space }) => space === guildSpace(ELSEWHERE))).toBe(true);
  });

  it.each(ROUTES.menus)('menu $name', async (menu) => {
    const h = await world();
    const before = await h.picture();
    const { said } = await h.menu(menu.kind, nameOf(menu), BOB, { users: { [BOB]: { id: BOB } } }, STRANGER);
    expect(said).not.toMatch(SECRETS);
    expect(await h.picture()).toBe(before);
  });
});
