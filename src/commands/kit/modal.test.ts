import { ChannelType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { createHarness } from '../../../test/support/commands-harness.js';
import { callbackProblems } from '../../../test/support/contract/index.js';
import { describeFiles, type FieldInput, type Resolved } from '../../../test/support/commands-payloads.js';
import { roleId, userId } from '../../domain/ids.js';
import { MESSAGES } from '../../i18n/messages.js';
import { createTranslators } from '../../i18n/translators.js';
import { messageView } from '../../views/message.js';
import { ROUTES } from '../index.js';
import { noteForm } from '../session-buttons.js';
import { defineRoute } from './custom-id.js';
import { defineCommand } from './define.js';
import { field } from './fields/index.js';
import { defineModal } from './modal.js';
import { message } from './reply.js';
import { createRoutes } from './routes.js';

const label = 'session.noteModal.label';
const title = 'session.noteModal.title';
const SIZES = [
  { value: 'small', label: 'common.previous' },
  { value: 'large', label: 'common.next', description: 'common.none' },
] as const;
const t = createTranslators({ strict: true }).for('en');

/** A form of one field, and what its handler gets. */
const formOf = async <F extends Parameters<typeof defineModal>[0]['fields'][string]>(one: F, given?: object) => {
  const values: unknown[] = [];
  const form = defineModal({
    route: defineRoute('form', {}),
    guards: [],
    title,
    fields: { one },
    run: (_ctx, _args, read) => {
      values.push(read.one);
      return Promise.resolve(message(messageView({ content: 'handed over' })));
    },
  });
  const open = defineCommand({
    ...{ name: 'open', visibility: 'ephemeral', guards: [], options: {} },
    run: (ctx) => Promise.resolve(form.open(ctx, {}, given)),
  });
  const h = await createHarness({ routes: createRoutes({ commands: [open], components: [form] }) });
  const submit = async (sent: FieldInput | undefined, resolved: Resolved = {}) => {
    const fields = sent === undefined ? {} : { one: sent };
    const { said } = await h.submit('pc1:form', fields, {}, { resolved });
    return said.includes('handed over') ? values.at(-1) : said;
  };
  return { form, submit, opened: async () => (await h.run('open')).responses[0] };
};
const shown = async (one: Parameters<typeof formOf>[0], given?: unknown) => {
  const response = await (await formOf(one, given === undefined ? undefined : { one: given })).opened();
  expect(callbackProblems(response)).toEqual([]);
  return response;
};
const component = (fields: object) => ({ type: 9, data: { components: [{ type: 18, label: 'Note', component: fields }] } });

describe('fields as they are shown, with what stands in them', () => {
  it.each([
    ['text', field.text({ label, min: 2, max: 5 }), '👩👩👩👩👩👩', { type: 4, style: 1, value: '👩👩👩👩👩', min_length: 2 }],
    ['paragraph', field.text({ label, paragraph: true, required: false }), '', { type: 4, style: 2, required: false }],
    [
      'select',
      field.select({ label, options: SIZES, min: 0 }),
      ['large'],
      { type: 3, options: [{ value: 'small' }, { value: 'large', default: true }], min_values: 0, required: false },
    ],
    ['users', field.users({ label, max: 3 }), ['1', '2'], { type: 5, default_values: [{ id: '1', type: 'user' }, { id: '2' }] }],
    ['roles', field.roles({ label }), ['1'], { type: 6, default_values: [{ id: '1', type: 'role' }] }],
    [
      'channels',
      field.channels({ label, types: [ChannelType.GuildText] }),
      ['1'],
      { type: 8, channel_types: [0], default_values: [{ id: '1', type: 'channel' }] },
    ],
    ['radio', field.radio({ label, options: SIZES }), 'small', { type: 21, options: [{ default: true }, {}], required: true }],
    ['checkboxes', field.checkboxes({ label, options: SIZES }), ['large'], { type: 22, min_values: 0, max_values: 2 }],
    ['checkbox', field.checkbox({ label }), true, { type: 23, default: true }],
    ['files', field.files({ label, max: 2, types: ['.csv'] }), undefined, { type: 19, file_types: ['.csv'], max_values: 2 }],
  ])('%s', async (_what, one, given, expected) => {
    expect(await shown(one, given)).toMatchObject(component(expected));
    await shown(one);
  });

  it('a menu of what is known only then, each once, cut to what Discord takes', async () => {
    const options = Array.from({ length: 40 }, (_, at) => ({ value: `v${at % 30}`, label: '🙂'.repeat(120), description: '' }));
    const response = await shown(field.dynamicSelect({ label, max: 25 }), { options, selected: ['v3', 'v99'] });
    expect(JSON.stringify(response).match(/"default":true/g)).toHaveLength(1);
    expect(await shown(field.dynamicSelect({ label }), { options: [] })).toMatchObject(component({ options: [{ value: '-' }] }));
  });
});

describe('what was filled in', () => {
  const channel = { id: '7', type: 0, parent_id: null, permissions: '0', app_permissions: '2048' };
  const files = describeFiles([{ filename: 'Times.CSV', size: 10, content_type: 'text/csv' }]);
  const fileId = Object.keys(files)[0] ?? '';

  it.each([
    ['text', field.text({ label }), ' hi ', {}, 'hi'],
    ['no text', field.text({ label, required: false }), '  ', {}, null],
    ['no field', field.text({ label, required: false }), undefined, {}, null],
    ['a select', field.select({ label, options: SIZES }), ['large'], {}, ['large']],
    ['nothing of a select', field.select({ label, options: SIZES, min: 0 }), [], {}, []],
    ['people', field.users({ label, max: 2 }), ['1', '2', '1'], {}, [userId('1'), userId('2')]],
    ['roles', field.roles({ label }), ['3'], {}, [roleId('3')]],
    [
      'channels',
      field.channels({ label, types: [ChannelType.GuildText] }),
      ['7'],
      { channels: { '7': channel } },
      [{ id: '7', type: 0, parent: null, thread: null, appPermissions: 2048n }],
    ],
    ['a radio', field.radio({ label, options: SIZES }), 'small', {}, 'small'],
    ['no radio', field.radio({ label, options: SIZES, required: false }), null, {}, null],
    ['ticks', field.checkboxes({ label, options: SIZES }), ['small', 'large'], {}, ['small', 'large']],
    ['a tick', field.checkbox({ label }), true, {}, true],
    ['no tick', field.checkbox({ label }), false, {}, false],
    [
      'a file',
      field.files({ label, types: ['.csv'] }),
      [fileId],
      { attachments: files },
      [{ id: fileId, name: 'Times.CSV', size: 10, contentType: 'text/csv', url: `https://cdn.example/${fileId}` }],
    ],
    ['dynamic', field.dynamicSelect({ label, max: 3 }), ['anything'], {}, ['anything']],
  ])('is read: %s', async (_what, one, sent, resolved, expected) => {
    expect(await (await formOf(one)).submit(sent, resolved)).toEqual(expected);
  });

  it.each([
    ['nothing', field.text({ label }), '   ', {}, '“Note” must be filled in'],
    ['too little', field.text({ label, min: 3 }), 'ab', {}, 'at least 3'],
    ['too much', field.text({ label, max: 3 }), 'abcd', {}, '3 characters at most'],
    ['no choice', field.select({ label, options: SIZES }), [], {}, 'must be filled in'],
    ['too many', field.users({ label }), ['1', '2'], {}, 'takes 1 to 1'],
    ['the choice of none', field.dynamicSelect({ label }), ['-'], {}, 'must be filled in'],
    ['no radio', field.radio({ label, options: SIZES }), null, {}, 'must be filled in'],
    ['a file of another type', field.files({ label, types: ['image', '.json'] }), [fileId], { attachments: files }, '.json'],
    ['a large file', field.files({ label, maxBytes: 9 }), [fileId], { attachments: files }, 'too large'],
    ['what was never offered', field.select({ label, options: SIZES }), ['huge'], {}, 'out of date'],
    ['a radio that was never offered', field.radio({ label, options: SIZES }), 'constructor', {}, 'out of date'],
    ['a list for a text', field.text({ label }), ['a'], {}, 'must be filled in'],
    ['a text for a list', field.users({ label }), 'a', {}, 'out of date'],
    ['a text for a tick', field.checkbox({ label }), 'yes', {}, 'out of date'],
    ['no id', field.roles({ label }), ['abc'], {}, 'out of date'],
    ['a file that is not described', field.files({ label }), ['constructor'], { attachments: files }, 'out of date'],
    [
      'a channel of another type',
      field.channels({ label, types: [ChannelType.GuildVoice] }),
      ['7'],
      { channels: { '7': channel } },
      'out of date',
    ],
  ])('is refused clearly: %s', async (_what, one, sent, resolved, said) => {
    expect(await (await formOf(one)).submit(sent, resolved)).toContain(said);
  });
});

describe('a form that Discord would refuse cannot be defined', () => {
  const define = (fields: Parameters<typeof defineModal>[0]['fields']) => () =>
    defineModal({
      route: defineRoute('form', {}),
      guards: [],
      title,
      fields,
      run: () => Promise.resolve(message(messageView({ content: 'x' }))),
    });
  const note = field.text({ label });

  it.each([
    ['no field', define({})],
    ['six fields', define({ a: note, b: note, c: note, d: note, e: note, f: note })],
    ['a text of 4001 characters', () => field.text({ label, max: 4001 })],
    ['more at least than at most', () => field.users({ label, min: 3, max: 2 })],
    ['26 people', () => field.users({ label, max: 26 })],
    ['a radio of one', () => field.radio({ label, options: [{ value: 'a', label }] })],
    ['two options of one value', () => field.select({ label, options: [...SIZES, { value: 'small', label }] })],
    ['eleven files', () => field.files({ label, max: 11 })],
  ])('%s', (_what, make) => {
    expect(make).toThrow(RangeError);
  });
});

describe('the forms of the bot', () => {
  const forms = ROUTES.components.filter((one) => 'texts' in one);

  it('are found', () => {
    expect(forms).toContain(noteForm);
  });

  it.each(Object.keys(MESSAGES))('have no text that would be cut off in %s', (locale) => {
    const translate = createTranslators({ strict: true }).for(locale);
    // What descriptions have as arguments, as long as it gets.
    const told = { zone: 'America/Argentina/ComodRivadavia' };
    for (const { key, max } of forms.flatMap((form) => ('texts' in form ? (form as typeof noteForm).texts : [])))
      expect(Array.from(translate(key, told)).length, key).toBeLessThanOrEqual(max);
    expect(t.locale).toBe('en');
  });
});
