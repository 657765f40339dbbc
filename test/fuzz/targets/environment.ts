import fc from 'fast-check';
import { CONFIG_KEYS, describeProblems, parseConfig, secretsOf } from '../../../src/core/config.js';
import { redactor } from '../../../src/core/logging.js';
import { hostileText } from '../support/texts.js';
import { must, property, type Target } from '../target.js';

const CANARY = 'canaryQ7x';
/** As they may stand in a token or in a URL. */
const secret = fc
  .tuple(
    fc.constantFrom('', 'a', '"', '\\', '%40', '$&', '/', '?', '[', '😀', 'ü', '<'),
    fc.constantFrom('', 'z', "'", '%', '&', '+', '='),
  )
  .map(([before, after]) => `${before}${CANARY}${after}`);
const url = fc
  .tuple(
    fc.constantFrom('redis://', 'rediss://', '', 'http://', 'unix:', 'redis://redis://'),
    fc.constantFrom('', 'me', 'a:b'),
    secret,
  )
  .chain(([scheme, user, password]) =>
    fc
      .constantFrom('host', 'host:1', '[::1]:6379', 'a:1,b:2', '', 'host:99999', 'host/x')
      .map((at) => `${scheme}${user}:${password}@${at}`),
  );
const value = (key: string): fc.Arbitrary<string | undefined> => {
  const sound =
    { SHARD_COUNT: '4', SHARD_IDS: '0,1', DISCORD_TRANSPORT: 'http', DISCORD_PUBLIC_KEY: 'ab'.repeat(32) }[key] ?? undefined;
  const odd = fc.oneof(hostileText, fc.constantFrom('true', '0', '1', '65536', 'auto', ' ', ',', ',,1', '1,1', '-1'));
  if (key === 'DISCORD_TOKEN')
    return fc.option(
      fc.oneof(
        secret,
        hostileText.map((text) => `${CANARY}${text}`),
      ),
      { nil: undefined },
    );
  if (key === 'REDIS_URL') return fc.option(fc.oneof(url, odd), { nil: undefined });
  return fc.oneof({ weight: 5, arbitrary: fc.constant(sound) }, { weight: 1, arbitrary: odd });
};
const input = fc.record(Object.fromEntries(CONFIG_KEYS.map((key) => [key, value(key)])));

const play = (environment: Readonly<Record<string, string | undefined>>): void => {
  const parsed = parseConfig(environment, '/root');
  if (!parsed.ok) {
    const said = describeProblems(parsed.error);
    must(!said.includes(CANARY), () => `a secret in ${said}`);
    must(
      parsed.error.length > 0 && parsed.error.every(({ variable }) => CONFIG_KEYS.includes(variable)),
      () => `unclear: ${said}`,
    );
    return;
  }
  must(!JSON.stringify(parsed.value).includes(CANARY), 'a secret in the configuration as it would be printed');
  // As a library might word it, or as we log it.
  const redact = redactor(secretsOf(parsed.value));
  for (const given of [environment['DISCORD_TOKEN'], environment['REDIS_URL']].map((text) => text?.trim())) {
    if (given === undefined) continue;
    for (const line of [
      given,
      `connect ${given} failed`,
      JSON.stringify({ error: given }),
      JSON.stringify(JSON.stringify(given)),
    ])
      must(!redact(line).includes(CANARY), () => `not redacted: ${redact(line)}`);
  }
};

/** The environment, as somebody mistyped it: every mistake is named, no secret is repeated, and no line shows one. */
export const environment: Target = {
  name: 'environment',
  weight: 6,
  open: () => Promise.resolve({ run: property('environment', input, play), close: () => Promise.resolve() }),
};
