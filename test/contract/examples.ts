/** Bodies that Discord takes or refuses, for every place of ours that judges them: the sandbox and the contract. */

export const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

const V2 = 1 << 15;
const text = (content = 'x') => ({ type: 10, content });
const button = (custom_id: string) => ({ type: 2, style: 1, label: 'x', custom_id });
const row = (...components: object[]) => ({ type: 1, components });
const media = (url: string) => ({ media: { url } });
const option = (value: string, more: object = {}) => ({ label: 'l', value, ...more });
const v2 = (components: object[], more: object = {}) => ({ flags: V2, components, ...more });
const label = (component: object, more: object = {}) => ({ type: 18, label: 'l', component, ...more });
const modal = (...components: object[]) => ({ custom_id: 'm', title: 't', components });
const inLabel = (component: object) => modal(label({ custom_id: 'c', ...component }));
const two = [option('a'), option('b')];
const poll = (more: object = {}) => ({ question: { text: 'q' }, answers: [{ poll_media: { text: 'a' } }], ...more });
const attachmentOption = (more: object = {}) => ({
  name: 'a',
  description: 'x',
  options: [{ type: 11, name: 'o', description: 'x', ...more }],
});

export type Kind = 'message' | 'modal' | 'command';

export interface BadExample {
  readonly what: string;
  readonly kind: Kind;
  readonly body: object;
  /** `path:CODE`, as the sandbox refuses it. */
  readonly refused: string;
  /** How the contract's finding begins; where it is not given, with the path of `refused`. */
  readonly found?: string;
}

export const bad: readonly BadExample[] = [
  {
    what: '41 components, nested ones counted',
    kind: 'message',
    body: v2([...times(4, (c) => ({ type: 17, components: times(9, (t) => text(`${c}${t}`)) })), text()]),
    refused: 'components:COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
  },
  {
    what: 'text of 4,000 characters and one more in a container',
    kind: 'message',
    body: v2([text('x'.repeat(4000)), { type: 17, components: [text()] }]),
    refused: 'components:COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
  },
  ...(['content', 'embeds', 'poll', 'sticker_ids'] as const).map((field): BadExample => ({
    what: `${field} beside Components V2`,
    kind: 'message',
    body: v2([text()], {
      [field]: { content: 'x', embeds: [{ description: 'x' }], poll: poll(), sticker_ids: ['1'] }[field],
    }),
    refused: `${field}:MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2`,
  })),
  {
    what: 'a layout component without the flag',
    kind: 'message',
    body: { components: [text()] },
    refused: 'components.0.type:UNION_TYPE_CHOICES',
    found: 'components.0: only action rows',
  },
  {
    what: 'a section of four texts',
    kind: 'message',
    body: v2([{ type: 9, components: times(4, () => text()), accessory: button('a') }]),
    refused: 'components.0.components:BASE_TYPE_MAX_LENGTH',
    found: 'data.components.0',
  },
  {
    what: 'a section without an accessory',
    kind: 'message',
    body: v2([{ type: 9, components: [text()] }]),
    refused: 'components.0.accessory:BASE_TYPE_REQUIRED',
    found: 'data.components.0',
  },
  {
    what: 'a gallery of eleven pictures',
    kind: 'message',
    body: v2([{ type: 12, items: times(11, () => media('https://example.com/a.png')) }]),
    refused: 'components.0.items:BASE_TYPE_MAX_LENGTH',
    found: 'data.components.0',
  },
  {
    what: 'a picture from nowhere',
    kind: 'message',
    body: v2([{ type: 12, items: [media('file:///etc/passwd')] }]),
    refused: 'components.0.items.0.media.url:STRING_TYPE_REGEX',
  },
  {
    what: 'an alt text of 1,025 characters',
    kind: 'message',
    body: v2([{ type: 12, items: [{ ...media('https://example.com/a.png'), description: 'x'.repeat(1025) }] }]),
    refused: 'components.0.items.0.description:BASE_TYPE_MAX_LENGTH',
    found: 'data.components.0',
  },
  {
    what: 'a File from the web',
    kind: 'message',
    body: v2([{ type: 13, file: { url: 'https://example.com/a.csv' } }]),
    refused: 'components.0.file.url:STRING_TYPE_REGEX',
  },
  {
    what: 'a separator of a third width',
    kind: 'message',
    body: v2([{ type: 14, spacing: 3 }]),
    refused: 'components.0.spacing:BASE_TYPE_CHOICES',
    found: 'data.components.0',
  },
  {
    what: 'a container in a container',
    kind: 'message',
    body: v2([{ type: 17, components: [{ type: 17, components: [text()] }] }]),
    refused: 'components.0.components.0.type:UNION_TYPE_CHOICES',
    found: 'data.components.0',
  },
  {
    what: 'one custom id in a row and in a section',
    kind: 'message',
    body: v2([{ type: 9, components: [text()], accessory: button('a') }, row(button('a'))]),
    refused: 'components.1.components.0.custom_id:COMPONENT_CUSTOM_ID_DUPLICATED',
  },
  {
    what: 'a role chosen beforehand in a select of people',
    kind: 'message',
    body: { components: [row({ type: 5, custom_id: 's', default_values: [{ id: '1', type: 'role' }] })] },
    refused: 'components.0.components.0.default_values.0.type:BASE_TYPE_CHOICES',
  },
  {
    what: 'two chosen beforehand where one may be chosen',
    kind: 'message',
    body: { components: [row({ type: 6, custom_id: 's', default_values: times(2, (n) => ({ id: `${n + 1}`, type: 'role' })) })] },
    refused: 'components.0.components.0.default_values:BASE_TYPE_BAD_LENGTH',
  },
  {
    what: 'a poll of eleven answers',
    kind: 'message',
    body: { poll: poll({ answers: times(11, (n) => ({ poll_media: { text: `${n}` } })) }) },
    refused: 'poll.answers:BASE_TYPE_MAX_LENGTH',
    found: 'data.poll.answers',
  },
  {
    what: 'a select that is required and takes nothing',
    kind: 'modal',
    body: inLabel({ type: 3, options: two, min_values: 0 }),
    refused: 'components.0.component.min_values:COMPONENT_REQUIRED_ZERO_MIN_VALUES',
  },
  {
    what: 'a checkbox group that is required and takes nothing',
    kind: 'modal',
    body: inLabel({ type: 22, options: two, required: true, min_values: 0 }),
    refused: 'components.0.component.min_values:COMPONENT_REQUIRED_ZERO_MIN_VALUES',
  },
  {
    what: 'a disabled select',
    kind: 'modal',
    body: inLabel({ type: 8, disabled: true }),
    refused: 'components.0.component.disabled:BASE_TYPE_FORBIDDEN',
  },
  {
    what: 'a text input with a label of its own inside a Label',
    kind: 'modal',
    body: inLabel({ type: 4, style: 1, label: 'l' }),
    refused: 'components.0.component.label:BASE_TYPE_FORBIDDEN',
  },
  {
    what: 'a text input without a label in a row',
    kind: 'modal',
    body: modal(row({ type: 4, style: 1, custom_id: 'c' })),
    refused: 'components.0.components.0.label:BASE_TYPE_REQUIRED',
  },
  {
    what: 'a value longer than the input takes',
    kind: 'modal',
    body: inLabel({ type: 4, style: 1, max_length: 2, value: 'abc' }),
    refused: 'components.0.component.value:BASE_TYPE_MAX_LENGTH',
  },
  {
    what: 'eleven file types',
    kind: 'modal',
    body: inLabel({ type: 19, file_types: times(11, (n) => `.a${n}`) }),
    refused: 'components.0.component.file_types:BASE_TYPE_MAX_LENGTH',
  },
  {
    what: 'a media type in the place of a file type',
    kind: 'modal',
    body: inLabel({ type: 19, file_types: ['.csv', 'text/csv'] }),
    refused: 'components.0.component.file_types.1:BASE_TYPE_CHOICES',
  },
  {
    what: 'eleven files',
    kind: 'modal',
    body: inLabel({ type: 19, max_values: 11 }),
    refused: 'components.0.component.max_values:NUMBER_TYPE_MAX',
    found: 'data.components.0',
  },
  {
    what: 'one radio button',
    kind: 'modal',
    body: inLabel({ type: 21, options: [option('a')] }),
    refused: 'components.0.component.options:BASE_TYPE_MIN_LENGTH',
    found: 'data.components.0',
  },
  {
    what: 'two radio buttons chosen beforehand',
    kind: 'modal',
    body: inLabel({ type: 21, options: [option('a', { default: true }), option('b', { default: true })] }),
    refused: 'components.0.component.options:SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
  },
  {
    what: 'eleven checkboxes in a group',
    kind: 'modal',
    body: inLabel({ type: 22, options: times(11, (n) => option(`${n}`)) }),
    refused: 'components.0.component.options:BASE_TYPE_MAX_LENGTH',
    found: 'data.components.0',
  },
  {
    what: 'two options of one value',
    kind: 'modal',
    body: inLabel({ type: 21, options: [option('a'), option('a')] }),
    refused: 'components.0.component.options.1.value:SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
  },
  {
    what: 'a button in a Label',
    kind: 'modal',
    body: inLabel({ type: 2, style: 1, label: 'x' }),
    refused: 'components.0.component.type:UNION_TYPE_CHOICES',
    found: 'data.components.0',
  },
  {
    what: 'a select outside a Label',
    kind: 'modal',
    body: modal({ type: 3, custom_id: 'c', options: two }),
    refused: 'components.0.type:UNION_TYPE_CHOICES',
    found: 'components.0: not a Label',
  },
  {
    what: 'six components',
    kind: 'modal',
    body: modal(...times(6, () => text())),
    refused: 'components:BASE_TYPE_MAX_LENGTH',
  },
  { what: 'nothing', kind: 'modal', body: modal(), refused: 'components:BASE_TYPE_MIN_LENGTH' },
  {
    what: 'two fields of one custom id',
    kind: 'modal',
    body: modal(label({ type: 23, custom_id: 'c' }), label({ type: 23, custom_id: 'c' })),
    refused: 'components.1.component.custom_id:COMPONENT_CUSTOM_ID_DUPLICATED',
  },
  {
    what: 'a context menu with a description',
    kind: 'command',
    body: { type: 2, name: 'Show hours', description: 'x' },
    refused: 'description:BASE_TYPE_CHOICES',
    found: '/Show hours description',
  },
  {
    what: 'a context menu with options',
    kind: 'command',
    body: { type: 3, name: 'Log it', options: [{ type: 3, name: 'o', description: 'x' }] },
    refused: 'options:BASE_TYPE_MAX_LENGTH',
    found: '/Log it options',
  },
  {
    what: 'a context menu of 33 letters',
    kind: 'command',
    body: { type: 2, name: 'x'.repeat(33) },
    refused: 'name:BASE_TYPE_MAX_LENGTH',
    found: `/${'x'.repeat(33)}: name`,
  },
  {
    what: 'an attachment option with a media type',
    kind: 'command',
    body: attachmentOption({ file_types: ['image/png'] }),
    refused: 'options.0.file_types.0:BASE_TYPE_CHOICES',
    found: '/a o file_types.0',
  },
  {
    what: 'file types on a text option',
    kind: 'command',
    body: attachmentOption({ type: 3, file_types: ['image'] }),
    refused: 'options.0.file_types:APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    found: '/a o file_types',
  },
];

export interface GoodExample {
  readonly what: string;
  readonly kind: Kind;
  readonly body: object;
}

export const good: readonly GoodExample[] = [
  {
    what: '40 components with 4,000 characters',
    kind: 'message',
    body: v2([
      ...times(4, () => ({ type: 17, components: times(8, () => text('x'.repeat(100))) })),
      text('x'.repeat(799)),
      { type: 9, components: [text()], accessory: { type: 11, ...media('attachment://a.png') } },
    ]),
  },
  {
    what: 'every component of a message',
    kind: 'message',
    body: v2([
      {
        type: 17,
        accent_color: 0xffffff,
        spoiler: true,
        components: [
          { type: 9, components: times(3, () => text()), accessory: button('a') },
          { type: 12, items: times(10, () => ({ ...media('https://example.com/a.png'), description: 'x'.repeat(1024) })) },
          { type: 13, file: { url: 'attachment://a.csv' } },
          { type: 14, divider: false, spacing: 2 },
          row(button('b')),
          row({ type: 7, custom_id: 's', max_values: 2, default_values: [{ id: '1', type: 'role' }] }),
        ],
      },
    ]),
  },
  { what: 'empty fields that give way to Components V2', kind: 'message', body: v2([text()], { content: '', embeds: [] }) },
  { what: 'a quiet message', kind: 'message', body: { content: 'x', flags: 1 << 12 } },
  { what: 'a poll', kind: 'message', body: { poll: poll({ duration: 768, allow_multiselect: true }) } },
  {
    what: 'every field',
    kind: 'modal',
    body: modal(
      label({ type: 4, custom_id: 'a', style: 2, value: 'x', max_length: 4000 }, { description: 'x'.repeat(100) }),
      label({ type: 5, custom_id: 'b', required: false, min_values: 0, default_values: [] }),
      label({ type: 21, custom_id: 'c', options: [option('a', { default: true }), option('b')] }),
      label({ type: 22, custom_id: 'd', options: two, required: false, min_values: 0, max_values: 2 }),
      label({ type: 19, custom_id: 'e', max_values: 10, file_types: ['image', '.csv', '.tar.gz'] }),
    ),
  },
  {
    what: 'a text, a checkbox and an input of the old kind',
    kind: 'modal',
    body: modal(
      text(),
      label({ type: 23, custom_id: 'a', default: true }),
      row({ type: 4, custom_id: 'b', style: 1, label: 'l' }),
    ),
  },
  { what: 'a context menu of people', kind: 'command', body: { type: 2, name: 'Show Hours' } },
  {
    what: 'a context menu of messages',
    kind: 'command',
    body: { type: 3, name: 'Log it', name_localizations: { de: 'Merken' } },
  },
  { what: 'an attachment option', kind: 'command', body: attachmentOption({ required: true, file_types: ['.csv', 'image'] }) },
];
