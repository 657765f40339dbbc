import type { APIComponentInLabel, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { fieldsOf, partsOf, problemOf, startOf, submission, type Filled } from './fields.js';

const options = ['a', 'b', 'c'].map((value) => ({ label: value.toUpperCase(), value }));
const text = { type: ComponentType.TextInput, custom_id: 'text', style: TextInputStyle.Short } as const;
const select = { type: ComponentType.StringSelect, custom_id: 'select', options } as const;
const people = { type: ComponentType.UserSelect, custom_id: 'people' } as const;
const radio = { type: ComponentType.RadioGroup, custom_id: 'radio', options } as const;
const boxes = { type: ComponentType.CheckboxGroup, custom_id: 'boxes', options } as const;
const tick = { type: ComponentType.Checkbox, custom_id: 'tick' } as const;
const files = { type: ComponentType.FileUpload, custom_id: 'files' } as const;

describe('fields of a form', () => {
  it('begin with what the app has set', () => {
    const first = [
      { label: 'A', value: 'a', default: true },
      { label: 'B', value: 'b' },
    ];
    const cases: [APIComponentInLabel, Filled][] = [
      [{ ...text, value: 'x' }, 'x'],
      [text, ''],
      [{ ...select, options: first }, ['a']],
      [{ ...people, default_values: [{ id: '7', type: 'user' as never }] }, ['7']],
      [radio, null],
      [{ ...radio, options: first }, 'a'],
      [{ ...boxes, options: first }, ['a']],
      [{ ...tick, default: true }, true],
      [tick, false],
      [files, []],
    ];
    for (const [input, start] of cases) expect(startOf(input)).toEqual(start);
  });

  it('are required unless the app says otherwise; a tick never is', () => {
    const empty: [APIComponentInLabel, Filled, string | undefined][] = [
      [text, '', 'modal.missing'],
      [{ ...text, required: false, min_length: 3 }, '', undefined],
      [{ ...text, min_length: 3 }, 'ab', 'modal.short'],
      [select, [], 'modal.missing'],
      [{ ...select, min_values: 0 }, [], undefined],
      [{ ...people, required: false, min_values: 2 }, [], undefined],
      [{ ...people, required: false, min_values: 2 }, ['1'], 'modal.tooFew'],
      [radio, null, 'modal.pickOne'],
      [{ ...radio, required: false }, null, undefined],
      [boxes, [], 'modal.missing'],
      [files, [], 'modal.missing'],
      [tick, false, undefined],
    ];
    for (const [input, value, key] of empty) expect(problemOf(input, value)?.key).toBe(key);
  });

  it('are sent in the nesting that the form has', () => {
    const modal: APIModalInteractionResponseCallbackData = {
      custom_id: 'm',
      title: 't',
      components: [
        { type: ComponentType.TextDisplay, content: 'read this' },
        { type: ComponentType.ActionRow, components: [{ ...text, label: 'Old' }] },
        { type: ComponentType.Label, label: 'New', description: 'why', component: select },
        { type: ComponentType.Label, label: 'Tick', component: tick },
      ],
    };
    expect(partsOf(modal).map(({ type }) => type)).toEqual(['text', 'field', 'field', 'field']);
    expect(fieldsOf(modal).map(({ label }) => label)).toEqual(['Old', 'New', 'Tick']);
    expect(submission(modal, { text: 'x', select: ['b'] })).toEqual({
      custom_id: 'm',
      components: [
        { type: 10 },
        { type: 1, components: [{ type: 4, custom_id: 'text', value: 'x' }] },
        { type: 18, component: { type: 3, custom_id: 'select', values: ['b'] } },
        { type: 18, component: { type: 23, custom_id: 'tick', value: false } },
      ],
    });
  });
});
