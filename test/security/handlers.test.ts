import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../src/commands/index.js';
import type { Command, CommandGroup } from '../../src/commands/kit/define.js';
import type { MenuCommand } from '../../src/commands/kit/menus.js';
import { optionMeta } from '../../src/commands/kit/options.js';
import { CAPABILITIES, type Capability } from '../../src/domain/capabilities.js';
import { guildSpace, userId } from '../../src/domain/ids.js';
import type { MessageKey } from '../../src/i18n/translator.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { ADA, BOB, createHarness, SPACE } from '../support/commands-harness.js';
import { COMMANDS, COMPONENTS, MENUS, type For } from './handler-table.js';

/*
 * Everything that the bot answers to, read from the list of features, and whom it is for. A handler that is new is not in the table, and the test
 * fails until somebody has written down whom it is for. Each is then used by a member without any permission, and by somebody who may do
 * everything in another server.
 */

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
