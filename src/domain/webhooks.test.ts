import { describe, expect, it } from 'vitest';
import { refusal, value } from '../../test/support/engine.js';
import { userId } from './ids.js';
import { retryAfterMs, webhookUrl, WEBHOOKS_MAX, withWebhook, type Webhook } from './webhooks.js';

describe('the address of a webhook', () => {
  it('is stored as it will be called', () => {
    expect(value(webhookUrl('https://Example.com/a b', false))).toBe('https://example.com/a%20b');
    expect(value(webhookUrl('http://127.0.0.1:3000/x', true))).toBe('http://127.0.0.1:3000/x');
  });
  it.each([
    'http://example.com/',
    'ftp://a/',
    'example.com',
    '',
    'https://a:b@example.com/',
    'https://example.com/#a',
    `https://a/${'x'.repeat(500)}`,
  ])('is not %s', (url) => expect(refusal(webhookUrl(url, false))).toBe('WEBHOOK_URL_INVALID'));
});

it('has room for ten of a space, each of them once', () => {
  const hook = (id: string): Webhook => ({
    ...{ id, url: 'https://a.example/', events: ['session.started'], name: '', salt: '', before: null },
    ...{ createdBy: userId('1'), createdAt: 0, off: null },
  });
  let list: readonly Webhook[] = [];
  for (let at = 0; at < WEBHOOKS_MAX; at += 1) list = value(withWebhook(list, hook(`h${at}`)));
  expect(value(withWebhook(list, hook('h3')))).toBe(list);
  expect(refusal(withWebhook(list, hook('one more')))).toBe('WEBHOOKS_FULL');
});

it('is tried again later and later, for a day in a dozen steps or so', () => {
  expect([1, 2, 3, 7, 8, 99].map(retryAfterMs)).toEqual([5_000, 30_000, 120_000, 7_200_000, 7_200_000, 7_200_000]);
});
