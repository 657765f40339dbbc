import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, HOME, SPACE } from '../../../test/support/commands-harness.js';
import { userId } from '../../domain/ids.js';
import { knownToken } from '../../actions/tokens.js';
import { tokens } from '../../engine/documents/kinds/tokens.js';

type Harness = Awaited<ReturnType<typeof createHarness>>;
const DAY = 86_400_000;
const boss = { permissions: (1n << 5n).toString() };

const textIn = (said: string): string => /pct_[\w-]+/.exec(said)?.[0] ?? '';
const create = (h: Harness, more: Record<string, string> = {}, from: object = {}) =>
  h.run('token create', { name: 'backup *script*', scopes: 'write', expiry: 'month', ...more }, from);

describe('/token', () => {
  it('makes a token that is shown once, to its owner alone, and kept without its secret', async () => {
    const h = await createHarness();
    const made = await create(h);
    const text = textIn(made.said);
    expect(made.responses[0]).toMatchObject({ data: { flags: 64 } });
    expect(text).toMatch(new RegExp(`^pct_${HOME}_${ADA}_`));
    const kept = await h.documents.of(tokens).get({ space: HOME, user: userId(ADA) });
    expect(JSON.stringify(kept)).not.toContain(text.slice(-43));
    expect(JSON.stringify(h.log.lines)).not.toContain(text.slice(-43));
    expect(await knownToken(text, h.clock.now(), h.deps)).toMatchObject({ user: ADA, scopes: ['own:read', 'own:write'] });
    expect(await knownToken(`${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`, h.clock.now(), h.deps)).toBeNull();
    expect(await knownToken(text, h.clock.now() + 31 * DAY, h.deps)).toBeNull();
    expect((await h.run('token list')).said).not.toContain(text);
  });

  it('lists them with their last use, each person their own, and revokes them by name', async () => {
    const h = await createHarness();
    const text = textIn((await create(h)).said);
    await create(h, { name: 'forever', expiry: 'never' });
    expect((await h.run('token list')).said).toContain('not used yet');
    expect((await h.run('token list', {}, { user: BOB })).said).toContain('You have no tokens');
    expect((await h.complete('token revoke', 'token', 'ever')).said).toContain('"name":"forever"');
    expect((await h.run('token revoke', { token: 'backup *script*' }, { user: BOB })).said).toContain('no such token');
    expect((await h.run('token revoke', { token: 'backup *script*' })).said).toContain('revoked');
    expect(await knownToken(text, h.clock.now(), h.deps)).toBeNull();
    expect((await h.run('token list')).said).toContain('forever');
  });

  it('makes tokens for a server only there, and for those alone who look after others in it', async () => {
    const h = await createHarness();
    expect((await create(h, { scopes: 'serverRead' })).said).toContain('⚠️');
    expect((await create(h, { scopes: 'serverRead' }, { guild: null })).said).toContain('⚠️');
    const text = textIn((await create(h, { scopes: 'serverManage' }, boss)).said);
    expect(await knownToken(text, h.clock.now(), h.deps)).toMatchObject({ space: SPACE });
    expect((await h.run('token list', {}, { guild: null })).said).toContain('You have no tokens');
    expect((await h.run('token list', {}, { ...boss, locale: 'de' })).said).toContain('für diesen Server');
  });

  it('keeps twenty of a person in one place', async () => {
    const h = await createHarness();
    for (let at = 0; at < 20; at += 1) await create(h, { name: `n${at}` });
    expect((await create(h)).said).toContain('20 tokens');
  });
});
