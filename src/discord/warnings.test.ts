import { expect, it } from 'vitest';
import { FakeRest, FixedSpaces } from '../../test/support/discord-fakes.js';
import { FakeClock } from '../../test/support/fake-clock.js';
import { silentLogger } from '../../test/support/fakes.js';
import { domainError } from '../domain/errors.js';
import { channelId, guildSpace } from '../domain/ids.js';
import { createTranslators } from '../i18n/translators.js';
import { createWarnings } from './warnings.js';

it('tells in the system channel what is to be mended, and nothing of what mends itself', async () => {
  const rest = new FakeRest(new FakeClock());
  rest.on(/^POST \/channels\/55\/messages$/, () => ({ id: '1' }));
  const facts = { id: '100', self: '9', roles: [], own: [], systemChannel: '55' };
  const warnings = createWarnings({
    rest,
    guilds: { facts: () => Promise.resolve(facts as never) },
    spaces: new FixedSpaces(),
    translate: (locale) => createTranslators({ strict: true }).for(locale),
    log: silentLogger,
  });
  const tell = (code: Parameters<typeof domainError>[0]) =>
    warnings.boardNotPosted(guildSpace('100'), channelId('600'), domainError(code));
  await tell('CHANNEL_READ_ONLY');
  await tell('DISCORD_UNAVAILABLE');
  expect(rest.calls).toHaveLength(1);
  expect(rest.calls[0]?.body).toMatchObject({ allowed_mentions: { parse: [] } });
  expect(JSON.stringify(rest.calls[0]?.body)).toContain('<#600>: I may not write there');
  await warnings.digestNotPosted(guildSpace('100'), channelId('601'), domainError('CHANNEL_NOT_FOUND'));
  expect(JSON.stringify(rest.calls[1]?.body)).toContain('The channel for the weekly digest was deleted');
});
