import { ButtonStyle, ComponentType, type APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemaProblems } from '../../../test/support/contract/schemas.js';
import { createTranslators } from '../../i18n/translators.js';
import { button, type LayoutView } from '../message.js';
import { buttons, container, lines, section, sections, separator, text, type Block, type ContainerBlock } from './blocks.js';
import { layout } from './layout.js';

const t = createTranslators({ strict: true }).for('en');
let ids = 0;
const press = (): APIButtonComponentWithCustomId => button(`b${++ids}`, 'Press', ButtonStyle.Primary);

/** Counted from what is sent, without anything of the builder. */
const count = (value: unknown): { components: number; characters: number } => {
  if (typeof value !== 'object' || value === null) return { components: 0, characters: 0 };
  const own = {
    components: 'type' in value ? 1 : 0,
    characters: 'content' in value && typeof value.content === 'string' ? value.content.length : 0,
  };
  return Object.values(value).reduce<typeof own>((sum, inner) => {
    const { components, characters } = count(inner);
    return { components: sum.components + components, characters: sum.characters + characters };
  }, own);
};

/** Valid for Discord, and within both totals. */
const valid = (view: LayoutView): void => {
  const { components, characters } = count(view.components);
  expect(components).toBeLessThanOrEqual(40);
  expect(characters).toBeLessThanOrEqual(4000);
  expect(schemaProblems(['CreateMessageInteractionCallbackRequest'], { type: 4, data: view })).toEqual([]);
  expect(JSON.stringify(view)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|\\ud[89ab]/);
};

const names = Array.from({ length: 200 }, () => '👩‍👩‍👧‍👦🙂'.repeat(3).slice(0, 32));

describe('a message of components', () => {
  it('shows everything where there is room', () => {
    const view = layout(
      [
        text('# Title'),
        container([section('one', press()), separator(), lines(['a', 'b']), ...buttons([press(), press()])], 0x5865f2),
      ],
      t,
    );
    valid(view);
    expect(view).toMatchObject({
      flags: 1 << 15,
      allowed_mentions: { parse: [] },
      components: [
        { type: ComponentType.TextDisplay, content: '# Title' },
        {
          type: ComponentType.Container,
          accent_color: 0x5865f2,
          components: [
            { type: ComponentType.Section, components: [{ content: 'one' }] },
            { type: ComponentType.Separator, divider: true },
            { type: ComponentType.TextDisplay, content: 'a\nb' },
            { type: ComponentType.ActionRow, components: [{ label: 'Press' }, { label: 'Press' }] },
          ],
        },
      ],
    });
  });

  it.each([
    ['lines', lines(names)],
    ['sections', sections(names.map((name) => section(name, press())))],
  ])('ends 200 %s of emoji names with how many more there are', (_what, list) => {
    const view = layout([text('Board'), container([list, ...buttons([press()])])], t);
    valid(view);
    const said = JSON.stringify(view);
    const more = Number(/… and (\d+) more/.exec(said)?.[1]);
    expect(more + said.split(names[0]!).length - 1).toBe(200);
    expect(more).toBeLessThan(200);
    expect(said).toContain('Press');
  });

  it('gives two lists a part each, and what one leaves to the other', () => {
    const view = layout([lines(names), text('between'), lines(['only one'])], t);
    valid(view);
    const said = JSON.stringify(view);
    expect(said).toContain('only one');
    expect(said).toContain('between');
  });

  it('cuts and leaves out when even the fixed parts are too many', () => {
    const view = layout([text('x'.repeat(3990)), text('y'.repeat(100)), ...Array.from({ length: 60 }, () => separator())], t);
    valid(view);
    expect(view.components).toHaveLength(40);
    expect(JSON.stringify(view)).toContain('yyyyyyyyy…');
  });

  it('of nothing is still a message', () => {
    for (const blocks of [[], [text(' ')], [container([])], [container([lines([])])], [section('', press())], buttons([])])
      valid(layout(blocks, t));
  });

  it('is valid whatever it is made of', () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.integer({ min: 0, max: 5000 }).map((length) => '🙂'.repeat(length).slice(0, length * 2)),
    );
    const sectionOf = fc.array(words, { maxLength: 4 }).map((texts) => section(texts, press()));
    const block: fc.Arbitrary<Block> = fc.oneof(
      words.map(text),
      sectionOf,
      fc.boolean().map(separator),
      fc.array(words, { maxLength: 300 }).map(lines),
      fc.array(sectionOf, { maxLength: 30 }).map(sections),
      fc.integer({ min: 1, max: 5 }).map((n) => buttons(Array.from({ length: n }, press))[0]!),
    );
    const any: fc.Arbitrary<Block | ContainerBlock> = fc.oneof(
      block,
      fc.array(block, { maxLength: 12 }).map((blocks) => container(blocks, 1)),
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (blocks) => valid(layout(blocks, t))),
      { numRuns: 60 },
    );
  });
});
