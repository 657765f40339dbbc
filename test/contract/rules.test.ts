import { describe, expect, it } from 'vitest';
import { callbackProblems, registrationProblems, requestProblems } from '../support/contract/index.js';

const message = (data: Record<string, unknown>): string[] =>
  callbackProblems({ type: 4, data: { allowed_mentions: { parse: [] }, ...data } });
const button = (extra: Record<string, unknown>) => ({ type: 2, style: 1, label: 'A', custom_id: 'a', ...extra });
const row = (...components: unknown[]) => ({ type: 1, components });

/** Each rule is shown to refuse something, so that it is a check that can fail. */
describe("Discord's contract", () => {
  it('accepts a plain message', () => {
    expect(message({ content: 'Hello', components: [row(button({}))] })).toEqual([]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an unknown key', { content: 'x', colour: 1 }],
    ['an unknown key inside', { embeds: [{ description: 'x', colour: 1 }] }],
    ['an empty message', {}],
    ['an empty embed', { embeds: [{}] }],
    ['more than 2000 characters', { content: 'x'.repeat(2001) }],
    ['more than 6000 characters of embeds', { embeds: [{ description: 'x'.repeat(4096) }, { description: 'x'.repeat(1905) }] }],
    ['a field without a value', { embeds: [{ fields: [{ name: 'x', value: '' }] }] }],
    ['two components of one custom id', { components: [row(button({}), button({ label: 'B' }))] }],
    ['a button without a custom id', { components: [row({ type: 2, style: 1, label: 'A' })] }],
    ['a button without label and emoji', { components: [row({ type: 2, style: 1, custom_id: 'a' })] }],
    ['six buttons in a row', { components: [row(...[1, 2, 3, 4, 5, 6].map((n) => button({ custom_id: `${n}` })))] }],
    ['six rows', { components: [1, 2, 3, 4, 5, 6].map((n) => row(button({ custom_id: `${n}` }))) }],
    ['a custom id of 101 characters', { components: [row(button({ custom_id: 'x'.repeat(101) }))] }],
    ['a mention that would ping', { content: '<@1>', allowed_mentions: undefined }],
  ])('refuses %s', (_name, data) => {
    expect(message(data)).not.toEqual([]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an upper-case name', { name: 'ClockIn', description: 'x' }],
    ['no description', { name: 'clockin' }],
    ['a long localised description', { name: 'clockin', description: 'x', description_localizations: { de: 'x'.repeat(101) } }],
    [
      'required after optional',
      {
        name: 'a',
        description: 'x',
        options: [
          { type: 3, name: 'a', description: 'x' },
          { type: 3, name: 'b', description: 'x', required: true },
        ],
      },
    ],
    [
      '26 options',
      {
        name: 'a',
        description: 'x',
        options: Array.from({ length: 26 }, (_, n) => ({ type: 3, name: `o${n}`, description: 'x' })),
      },
    ],
  ])('refuses a command with %s', (_name, command) => {
    expect(registrationProblems([command])).not.toEqual([]);
  });

  it('accepts a command', () => {
    expect(registrationProblems([{ name: 'clockin', description: 'x', name_localizations: { de: 'einstempeln' } }])).toEqual([]);
  });

  it('refuses a request of nobody', () => {
    const request = { method: 'GET', path: '/users/@me', body: null };
    expect(requestProblems({ ...request, userAgent: 'DiscordBot (https://example.com/bot, 1.2.3) Node.js' })).toEqual([]);
    for (const userAgent of [undefined, 'node', 'DiscordBot (1.0)', 'x DiscordBot (https://example.com, 1.0)']) {
      expect(requestProblems({ ...request, userAgent }).join()).toContain('User-Agent');
    }
  });

  it('refuses 26 choices, a long modal title and a request nobody expects', () => {
    const choices = Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` }));
    expect(callbackProblems({ type: 8, data: { choices } })).not.toEqual([]);
    expect(
      callbackProblems({
        type: 9,
        data: { custom_id: 'a', title: 'x'.repeat(46), components: [row({ type: 4, custom_id: 'n', label: 'x', style: 1 })] },
      }),
    ).not.toEqual([]);
    expect(requestProblems({ method: 'DELETE', path: '/guilds/1', body: null })).not.toEqual([]);
  });
});
