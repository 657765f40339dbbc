import type { APIApplicationCommand, APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { ApplicationCommandOptionType as Type, ApplicationCommandType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { commandData, leafName, leavesOf, matchLeaves } from '../discord/commands.js';
import { checkEntry } from './check.js';
import { addOption, advance, finish, hiddenOptions, removeOption, setEntry, startDraft, typing } from './draft.js';

const command = (name: string, options: APIApplicationCommand['options'] = [], more: Partial<APIApplicationCommand> = {}) => ({
  id: '1',
  application_id: '2',
  version: '3',
  type: ApplicationCommandType.ChatInput,
  name,
  description: name,
  default_member_permissions: null,
  ...more,
  options,
});

const clockin = command(
  'clockin',
  [
    { type: Type.String, name: 'note', description: '' },
    { type: Type.String, name: 'category', description: '', required: true, autocomplete: true },
  ],
  { name_localizations: { de: 'einstempeln' } },
);
const admin = command(
  'admin',
  [
    {
      type: Type.SubcommandGroup,
      name: 'categories',
      description: '',
      options: [
        {
          type: Type.Subcommand,
          name: 'add',
          description: '',
          options: [{ type: Type.Integer, name: 'weight', description: '' }],
        },
      ],
    },
    { type: Type.Subcommand, name: 'system', description: '' },
  ],
  { default_member_permissions: '32' },
);
const leaves = leavesOf([admin, clockin, command('status'), { ...command('menu'), type: ApplicationCommandType.User }]);
const leaf = (name: string) => leaves.find((each) => leafName(each, 'en') === name)!;
const name = (option: APIApplicationCommandBasicOption) => option.name;

describe('leavesOf', () => {
  it('opens subcommands, leaves out menus, and puts guarded commands last', () => {
    expect(leaves.map((each) => leafName(each, 'en'))).toEqual(['clockin', 'status', 'admin categories add', 'admin system']);
    expect(leafName(leaf('clockin'), 'de')).toBe('einstempeln');
  });

  it('finds by the start first, in both languages', () => {
    expect(matchLeaves(leaves, 'a', 'en').map((each) => leafName(each, 'en'))).toEqual([
      'admin categories add',
      'admin system',
      'status',
    ]);
    expect(matchLeaves(leaves, 'EINST', 'de')).toEqual([leaf('clockin')]);
    expect(matchLeaves(leaves, 'clock', 'de')).toEqual([leaf('clockin')]);
  });
});

describe('a draft', () => {
  const draft = startDraft(leaf('clockin'));

  it('shows required options, and adds and removes others', () => {
    expect(draft.shown).toEqual(['category']);
    expect(hiddenOptions(draft).map(name)).toEqual(['note']);
    const more = addOption(draft, 'note');
    expect(more).toMatchObject({ shown: ['category', 'note'], at: 'note' });
    expect(removeOption(more, 'note')).toMatchObject({ shown: ['category'], at: 'category' });
    expect(removeOption(setEntry(draft, 'category', { text: 'x' }), 'category')).toMatchObject({
      shown: ['category'],
      entries: {},
    });
  });

  it('goes on to the next empty option, then behind the last', () => {
    const more = { ...addOption(draft, 'note'), at: 'category' };
    expect(advance(setEntry(more, 'category', { text: 'x' })).at).toBe('note');
    expect(advance(setEntry(draft, 'category', { text: 'x' })).at).toBeUndefined();
  });

  it('is sent with the picked value, not its name, and only when complete', () => {
    expect(finish(draft, name)).toEqual({
      ok: false,
      at: 'category',
      problem: { key: 'check.required', params: { option: 'category' } },
    });
    const filled = setEntry(draft, 'category', { text: 'Design', value: 'c1' });
    expect(finish(filled, name)).toEqual({ ok: true, given: [{ name: 'category', type: Type.String, value: 'c1' }] });
  });

  it('asks with what is typed, the option with the caret marked', () => {
    expect(typing(setEntry(draft, 'category', { text: 'de' }))).toEqual([
      { name: 'category', type: Type.String, value: 'de', focused: true },
    ]);
  });

  it('nests subcommands in the data', () => {
    const given = [{ name: 'weight', type: Type.Integer, value: 3 }];
    expect(commandData(leaf('admin categories add'), given)).toEqual({
      id: '1',
      name: 'admin',
      type: 1,
      options: [{ type: 2, name: 'categories', options: [{ type: 1, name: 'add', options: given }] }],
    });
  });
});

describe('checkEntry', () => {
  const text = (type: Type, more: object = {}) =>
    ({ type, name: 'o', description: '', ...more }) as APIApplicationCommandBasicOption;
  it.each([
    [text(Type.Integer), '3', 3],
    [text(Type.Number), '3,5', 3.5],
    [text(Type.String), '  a b ', 'a b'],
    [text(Type.String), '', undefined],
  ])('%# takes %j', (option, typed, value) => {
    expect(checkEntry(option, { text: typed }, 'o')).toEqual({ ok: true, value });
  });

  it.each([
    [text(Type.Integer), '3.5', 'check.integer'],
    [text(Type.Integer), 'x', 'check.integer'],
    [text(Type.Number), 'x', 'check.number'],
    [text(Type.Integer, { min_value: 1 }), '0', 'check.min'],
    [text(Type.Integer, { max_value: 5 }), '6', 'check.max'],
    [text(Type.String, { max_length: 2 }), 'abc', 'check.maxLength'],
    [text(Type.String, { min_length: 2 }), 'a', 'check.minLength'],
    [text(Type.String, { choices: [{ name: 'A', value: 'a' }] }), 'b', 'check.choice'],
    [text(Type.User), 'ada', 'check.user'],
    [text(Type.Role), 'ada', 'check.role'],
    [text(Type.Channel), 'ada', 'check.channel'],
    [text(Type.Boolean), 'maybe', 'check.boolean'],
    [text(Type.Attachment), 'x', 'check.attachment'],
  ])('%# refuses %j', (option, typed, key) => {
    expect(checkEntry(option, { text: typed }, 'o')).toMatchObject({ ok: false, problem: { key } });
  });
});
