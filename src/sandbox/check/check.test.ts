import { describe, expect, it } from 'vitest';
import { refusalsOf } from '../../../test/support/refusals.js';
import { commandCharacters, commandSchema } from './command.js';
import { parseForm } from './form.js';
import { parseMessage } from './message.js';
import { modalSchema } from './modal.js';

const button = (custom_id: string, more: object = {}) => ({ type: 2, style: 1, label: 'x', custom_id, ...more });
const row = (...components: object[]) => ({ type: 1, components });
const message = (body: object) => refusalsOf(() => parseMessage(body));
const command = (body: object) => refusalsOf(() => parseForm(commandSchema, { name: 'a', description: 'x', ...body }));
const modal = (body: object) => refusalsOf(() => parseForm(modalSchema, { custom_id: 'm', title: 't', ...body }));
const input = (custom_id: string, more: object = {}) => row({ type: 4, custom_id, label: 'l', style: 1, ...more });
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

describe('messages', () => {
  it('may be as large as documented', () => {
    expect(
      message({ content: 'x'.repeat(2000), components: times(5, (r) => row(...times(5, (b) => button(`${r}-${b}`)))) }),
    ).toEqual([]);
    expect(
      message({
        embeds: [{ title: 't'.repeat(256), description: 'd'.repeat(4096), fields: times(25, () => ({ name: 'n', value: 'v' })) }],
      }),
    ).toEqual([]);
  });

  it.each([
    [{ embeds: times(11, () => ({ title: 'x' })) }, ['embeds:BASE_TYPE_MAX_LENGTH']],
    [{ embeds: times(2, () => ({ description: 'd'.repeat(3001) })) }, ['embeds:MAX_EMBED_SIZE_EXCEEDED']],
    [
      { embeds: [{ title: 'x', fields: times(26, () => ({ name: 'n', value: 'v' })) }] },
      ['embeds.0.fields:BASE_TYPE_MAX_LENGTH'],
    ],
    [{ embeds: [{}] }, ['embeds.0.description:BASE_TYPE_REQUIRED']],
    [{ components: times(6, (r) => row(button(`${r}`))) }, ['components:BASE_TYPE_MAX_LENGTH']],
    [{ components: [row(...times(6, (b) => button(`${b}`)))] }, ['components.0.components:BASE_TYPE_MAX_LENGTH']],
    [{ components: [row(button('a'), button('a'))] }, ['components.0.components.1.custom_id:COMPONENT_CUSTOM_ID_DUPLICATED']],
    [{ components: [row(button('x'.repeat(101)))] }, ['components.0.components.0.custom_id:BASE_TYPE_MAX_LENGTH']],
    [{ components: [row(button('a', { label: 'x'.repeat(81) }))] }, ['components.0.components.0.label:BASE_TYPE_MAX_LENGTH']],
    [{ components: [row({ type: 2, style: 1, label: 'x' })] }, ['components.0.components.0.custom_id:BASE_TYPE_REQUIRED']],
    [
      { components: [row({ type: 3, custom_id: 's', options: times(26, (o) => ({ label: 'l', value: `${o}` })) })] },
      ['components.0.components.0.options:BASE_TYPE_MAX_LENGTH'],
    ],
    [{ content: 'x', flags: 32768 }, ['content:MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2']],
  ])('are refused when %j', (body, expected) => {
    expect(message(body)).toEqual(expected);
  });
});

describe('commands', () => {
  const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'x', ...more });

  it('may be as large as documented', () => {
    expect(command({ options: times(25, (o) => option(`o${o}`)), name_localizations: { de: 'ä' } })).toEqual([]);
    expect(
      command({
        options: [
          { type: 2, name: 'g', description: 'x', options: [{ type: 1, name: 's', description: 'x', options: [option('o')] }] },
        ],
      }),
    ).toEqual([]);
  });

  it.each([
    [{ name: 'Upper' }, ['name:APPLICATION_COMMAND_INVALID_NAME']],
    [{ name: 'two words' }, ['name:APPLICATION_COMMAND_INVALID_NAME']],
    [{ description: 'x'.repeat(101) }, ['description:BASE_TYPE_MAX_LENGTH']],
    [{ name_localizations: { de: 'Groß' } }, ['name_localizations.de:APPLICATION_COMMAND_INVALID_NAME']],
    [{ options: times(26, (o) => option(`o${o}`)) }, ['options:BASE_TYPE_MAX_LENGTH']],
    [{ options: [option('a'), option('a')] }, ['options.1.name:APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS']],
    [{ options: [option('a'), option('b', { required: true })] }, ['options.1:APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID']],
    [
      { options: [option('a', { choices: times(26, (c) => ({ name: `${c}`, value: `${c}` })) })] },
      ['options.0.choices:BASE_TYPE_MAX_LENGTH'],
    ],
    [
      { options: [option('a', { autocomplete: true, choices: [{ name: 'c', value: 'c' }] })] },
      ['options.0.autocomplete:APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE'],
    ],
  ])('are refused when %j', (body, expected) => {
    expect(command(body)).toEqual(expected);
  });

  it('count 8,000 characters, of each text its longest translation', () => {
    expect(
      commandCharacters({
        name: 'ab',
        name_localizations: { de: 'abcd' },
        options: [{ name: 'x', choices: [{ name: 'y', value: 'zz' }] }],
      }),
    ).toBe(8);
    const long = option('o', { choices: times(25, (c) => ({ name: `${c}`.padEnd(90, 'n'), value: `${c}`.padEnd(90, 'v') })) });
    expect(command({ options: [long, { ...long, name: 'p' }] })).toEqual([':APPLICATION_COMMAND_TOO_LARGE']);
  });
});

describe('modals', () => {
  it.each([
    [{ components: times(5, (i) => input(`${i}`)) }, []],
    [{ components: [] }, ['components:BASE_TYPE_MIN_LENGTH']],
    [{ components: times(6, (i) => input(`${i}`)) }, ['components:BASE_TYPE_MAX_LENGTH']],
    [{ title: 'x'.repeat(46), components: [input('a')] }, ['title:BASE_TYPE_MAX_LENGTH']],
    [{ components: [input('a', { label: 'x'.repeat(46) })] }, ['components.0.components.0.label:BASE_TYPE_MAX_LENGTH']],
    [{ components: [input('a'), input('a')] }, ['components.1.components.0.custom_id:COMPONENT_CUSTOM_ID_DUPLICATED']],
    [{ components: [{ type: 18, label: 'l', component: { type: 4, custom_id: 'a', style: 2 } }] }, []],
  ])('%j', (body, expected) => {
    expect(modal(body)).toEqual(expected);
  });
});

describe('the flag IS_COMPONENTS_V2', () => {
  const V2 = 1 << 15;
  const edit = (body: object) => refusalsOf(() => parseMessage(body, [], V2));
  const text = { type: 10, content: 'x' };

  it('stays when an edit names no flags, and cannot be taken away', () => {
    expect(edit({ components: [text] })).toEqual([]);
    expect(edit({ content: 'x' })).toEqual(['content:MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2']);
    expect(edit({ flags: 0, components: [row(button('a'))] })).toEqual(['flags:MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG']);
    expect(edit({ flags: V2 | 4, components: [text] })).toEqual([]);
  });
});
