import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { guildSpace, userId } from '../../domain/ids.js';
import { withNewSecret, type Webhook } from '../../domain/webhooks.js';
import { secretOf, secretsOf, signatureOf } from './signature.js';

const KEY = Buffer.alloc(32, 7).toString('base64url');
const SPACE = guildSpace('1');
const hook: Webhook = {
  ...{ id: 'a', url: 'https://a.example/', events: ['session.started'], name: '', salt: 's1', before: null },
  ...{ createdBy: userId('1'), createdAt: 0, off: null },
};
const sign = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');

it('signs the moment and the body', () => {
  expect(signatureOf(['one'], '{"a":1}', 1_700_000_000_999)).toBe(`t=1700000000,v1=${sign('one', '1700000000.{"a":1}')}`);
});

it('gives each webhook, space and salt a secret of its own', () => {
  const secrets = [
    secretOf(KEY, SPACE, hook, 's1'),
    secretOf(KEY, SPACE, hook, 's2'),
    secretOf(KEY, SPACE, { id: 'b' }, 's1'),
    secretOf(KEY, guildSpace('2'), hook, 's1'),
    secretOf(Buffer.alloc(32, 8).toString('base64url'), SPACE, hook, 's1'),
  ];
  expect(new Set(secrets).size).toBe(5);
  expect(secrets[0]).toMatch(/^whsec_[\w-]{43}$/);
});

it('signs with the secret before as well for a day after a rotation', () => {
  const rotated = withNewSecret(hook, 's2', 1_000);
  const [old, fresh] = [secretOf(KEY, SPACE, hook, 's1'), secretOf(KEY, SPACE, hook, 's2')];
  expect(secretsOf(KEY, SPACE, rotated, 1_000 + 86_399_999)).toEqual([fresh, old]);
  expect(secretsOf(KEY, SPACE, rotated, 1_000 + 86_400_000)).toEqual([fresh]);
  expect(signatureOf([fresh, old], 'x', 0).split(',')).toHaveLength(3);
});
