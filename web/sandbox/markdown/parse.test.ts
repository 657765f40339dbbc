import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './parse.js';

const text = (value: string) => ({ type: 'text', text: value });

describe('parseMarkdown', () => {
  it.each([
    ['**a**', 'bold'],
    ['*a*', 'italic'],
    ['_a_', 'italic'],
    ['__a__', 'underline'],
    ['~~a~~', 'strike'],
    ['||a||', 'spoiler'],
  ])('%s', (source, type) => {
    expect(parseMarkdown(source)).toEqual([{ type, children: [text('a')] }]);
  });

  it('nests spans', () => {
    expect(parseMarkdown('**a *b* c**')).toEqual([
      { type: 'bold', children: [text('a '), { type: 'italic', children: [text('b')] }, text(' c')] },
    ]);
    expect(parseMarkdown('***a***')).toEqual([{ type: 'bold', children: [{ type: 'italic', children: [text('a')] }] }]);
  });

  it('takes code literally', () => {
    expect(parseMarkdown('`**a** <@1>`')).toEqual([{ type: 'code', text: '**a** <@1>' }]);
    expect(parseMarkdown('a\n```ts\nx **y**\n```\nb')).toEqual([text('a'), { type: 'pre', text: 'x **y**' }, text('b')]);
  });

  it('reads mentions, emoji and commands', () => {
    expect(parseMarkdown('<@1><@!2> <@&3> <#4> <:clock:5> </clockin:6> @everyone')).toEqual([
      { type: 'user', id: '1' },
      { type: 'user', id: '2' },
      text(' '),
      { type: 'role', id: '3' },
      text(' '),
      { type: 'channel', id: '4' },
      text(' '),
      { type: 'emoji', name: 'clock' },
      text(' '),
      { type: 'command', name: 'clockin' },
      text(' '),
      { type: 'everyone', name: 'everyone' },
    ]);
  });

  it('reads timestamps; absurd ones stay text', () => {
    expect(parseMarkdown('<t:10:R><t:-10>')).toEqual([
      { type: 'time', at: 10_000, style: 'R' },
      { type: 'time', at: -10_000, style: 'f' },
    ]);
    expect(parseMarkdown('<t:99999999999999:R>')).toEqual([text('<t:99999999999999:R>')]);
  });

  it('reads quotes, headings, small print and lists', () => {
    expect(parseMarkdown('> a\n> b\nc')).toEqual([
      { type: 'quote', children: [text('a'), { type: 'br' }, text('b')] },
      text('c'),
    ]);
    expect(parseMarkdown('>>> a\nb')).toEqual([{ type: 'quote', children: [text('a'), { type: 'br' }, text('b')] }]);
    expect(parseMarkdown('## a\n-# b')).toEqual([
      { type: 'heading', level: 2, children: [text('a')] },
      { type: 'subtext', children: [text('b')] },
    ]);
    expect(parseMarkdown('- a\n- b\n3. c')).toEqual([
      { type: 'list', ordered: false, start: 1, items: [[text('a')], [text('b')]] },
      { type: 'list', ordered: true, start: 3, items: [[text('c')]] },
    ]);
  });

  it('links http and https', () => {
    expect(parseMarkdown('[a](https://example.org/x) https://example.org/y.')).toEqual([
      { type: 'link', href: 'https://example.org/x', children: [text('a')] },
      text(' '),
      { type: 'link', href: 'https://example.org/y', children: [text('https://example.org/y')] },
      text('.'),
    ]);
  });

  it.each([
    '[a](javascript:alert(1))',
    '[a](javascript:alert)',
    '[a](JaVaScRiPt:alert)',
    '[a](data:text/html,x)',
    '<javascript:alert>',
    '[a](vbscript:x)',
  ])('refuses %s as a link', (source) => {
    expect(JSON.stringify(parseMarkdown(source))).not.toContain('"link"');
  });

  it('keeps HTML as text', () => {
    const source = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    expect(parseMarkdown(source)).toEqual([text(source)]);
  });

  it('respects backslashes and leaves lone marks alone', () => {
    expect(parseMarkdown('\\*a\\* 2 * 3 * 4 snake_case_name NOT\\_FOUND \\n')).toEqual([
      text('*a* 2 * 3 * 4 snake_case_name NOT_FOUND \\n'),
    ]);
  });

  it('survives hostile input quickly', () => {
    for (const source of ['*'.repeat(4000), '||'.repeat(2000), '['.repeat(4000), '**_'.repeat(1000) + 'a', '> '.repeat(2000)]) {
      const started = performance.now();
      expect(parseMarkdown(source).length).toBeGreaterThan(0);
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});
