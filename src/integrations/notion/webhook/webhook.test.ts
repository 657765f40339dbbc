import { signWebhookPayload } from '@notionhq/client';
import { expect, it } from 'vitest';
import { guildSpace } from '../../../domain/ids.js';
import type { SecretBox } from '../../../domain/ports.js';
import { err, ok } from '../../../domain/result.js';
import { createNotionWebhook } from './webhook.js';

const SPACE = guildSpace('1');
const secrets: SecretBox = {
  seal: (secret, about) => Promise.resolve(`${about}|${Buffer.from(secret).toString('base64')}`),
  open: (sealed, about) => {
    const [of, secret = ''] = sealed.split('|');
    return Promise.resolve(of === about ? ok(Buffer.from(secret, 'base64').toString()) : err('damaged'));
  },
};

const setUp = () => {
  const positions = new Map<string, string>();
  const clock = { at: 1_000_000 };
  const woken: number[] = [];
  const webhook = createNotionWebhook({
    ...{ secrets, clock: { now: () => clock.at } },
    states: {
      position: (space, name) => Promise.resolve(positions.get(`${space} ${name}`) ?? null),
      setPosition: (space, name, value) => Promise.resolve(void positions.set(`${space} ${name}`, value ?? '')),
    },
    rows: { wake: (_space, at) => Promise.resolve(void woken.push(at)) },
  });
  return { webhook, clock, woken, positions };
};
const keyOf = (path: string): string => path.split('/').at(-1) ?? '';
const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));

it('shakes hands with Notion, and then wakes the synchronisation for what Notion has signed', async () => {
  const { webhook, clock, woken, positions } = setUp();
  const { path, token } = await webhook.open(SPACE);
  expect([path.startsWith(`/notion/${SPACE}/`), token]).toEqual([true, null]);
  const key = keyOf(path);
  expect(await webhook.receive(SPACE, key, json({ verification_token: 'secret_1' }), undefined)).toBe('taken');
  expect(await webhook.open(SPACE)).toEqual({ path, token: 'secret_1' });
  expect([...positions.values()].join('')).not.toContain('secret_1');
  const body = json({ type: 'page.content_updated', entity: { id: 'p', type: 'page' } });
  const signature = await signWebhookPayload({ body: body.toString(), verificationToken: 'secret_1' });
  clock.at += 3_600_000;
  expect(await webhook.receive(SPACE, key, body, signature)).toBe('taken');
  expect(woken).toEqual([clock.at]);
});

it('wakes nobody for what is not signed, or by somebody else, or somewhere else', async () => {
  const { webhook, clock, woken } = setUp();
  expect(await webhook.receive(SPACE, 'guessed', json({}), undefined)).toBe('unknown');
  const key = keyOf((await webhook.open(SPACE)).path);
  const body = json({ type: 'page.created' });
  const forged = await signWebhookPayload({ body: body.toString(), verificationToken: 'null' });
  expect(await webhook.receive(SPACE, key, body, forged)).toBe('refused');
  await webhook.receive(SPACE, key, json({ verification_token: 'secret_1' }), undefined);
  const other = await signWebhookPayload({ body: body.toString(), verificationToken: 'secret_2' });
  expect(await webhook.receive(SPACE, key, body, other)).toBe('refused');
  expect(await webhook.receive(SPACE, key, body, undefined)).toBe('refused');
  expect(await webhook.receive(SPACE, `${key}x`, body, undefined)).toBe('unknown');
  expect(await webhook.receive(guildSpace('2'), key, body, undefined)).toBe('unknown');
  const signature = await signWebhookPayload({ body: body.toString(), verificationToken: 'secret_1' });
  expect(await webhook.receive(SPACE, key, Buffer.from('{"type":"page.deleted"}'), signature)).toBe('refused');
  clock.at += 900_001;
  expect(await webhook.receive(SPACE, key, json({ verification_token: 'theirs' }), undefined)).toBe('refused');
  expect(woken).toEqual([]);
});
