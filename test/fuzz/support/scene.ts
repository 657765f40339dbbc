import fc from 'fast-check';
import { guildSpace, personalSpace, userId, type SpaceId } from '../../../src/domain/ids.js';
import { must } from '../target.js';
import { BOB, ELSEWHERE, HOME, leaks, type Stage } from './stage.js';

/** Who attacks from where, and what they are doing just then. */
export interface Scene {
  readonly manager: boolean;
  /** `visitor`: a user install in a guild that has its own bot and data. */
  readonly place: 'guild' | 'direct' | 'elsewhere' | 'visitor';
  readonly locale: string;
  readonly working: boolean;
}

export const scene: fc.Arbitrary<Scene> = fc.record({
  manager: fc.boolean(),
  place: fc.constantFrom('guild', 'guild', 'guild', 'direct', 'elsewhere', 'visitor'),
  locale: fc.constantFrom('en-US', 'de', 'pt-BR', 'xx', '', '../en', '__proto__', '0'.repeat(35)),
  working: fc.boolean(),
});

/** The attacker of one case: somebody new, so that no case depends on another. */
export interface Attacker extends Scene {
  readonly user: string;
  readonly space: SpaceId;
  /** The session that is running; made up when there is none. */
  readonly session: string;
}

let people = 0;

export const enter = async (stage: Stage, made: Scene): Promise<Attacker> => {
  await stage.restore();
  const user = String(300_000_000_000_000_000n + BigInt(++people));
  const space = made.place === 'guild' ? guildSpace(HOME) : personalSpace(user);
  const session = made.working ? await stage.clockIn(space, user, 'my own note') : '1234567890';
  return { ...made, user, space, session };
};

/** What all interactions of an attacker say of where they come from. */
export const originOf = (stage: Stage, { user, place, locale, manager }: Attacker) => ({
  id: stage.snowflake(),
  application_id: '1',
  token: 'token',
  version: 1,
  locale,
  ...whereabouts(place, user, manager ? '32' : '0'),
});

const whereabouts = (place: Scene['place'], user: string, permissions: string): object => {
  const member = { user: { id: user }, permissions };
  switch (place) {
    case 'guild':
      return { guild_id: HOME, guild_locale: 'de', context: 0, member, authorizing_integration_owners: { '0': HOME } };
    case 'visitor':
      return { guild_id: ELSEWHERE, guild_locale: 'de', context: 0, member, authorizing_integration_owners: { '1': user } };
    case 'direct':
      return { user: { id: user }, context: 1 };
    case 'elsewhere':
      return { user: { id: user }, context: 2 };
  }
};

/** Log lines that an attacker may cause. */
const EXPECTED = /^(refused|an interaction that is not as Discord documents it)$/;
const REFERENCE = 'FUZZ-0001';

/** How often Bob has been changed on each stage. He has clocked in. */
const versions = new WeakMap<Stage, number>();

/**
 * Sends it, and holds what came of it against everything that must hold: one answer that Discord takes, nothing of anybody else in it, nothing
 * changed but what is the attacker's own, no failure in the log.
 * @param malformed Discord would not have sent this: a reference id may be the answer
 */
export const attack = async (stage: Stage, attacker: Attacker, payload: object, malformed = false) => {
  stage.log.lines.length = 0;
  stage.changes.length = 0;
  stage.written.length = 0;
  const answer = await stage.send(payload);
  const { text } = answer;
  must(answer.problems.length === 0, () => `Discord would refuse: ${answer.problems.join('; ')}\n${text}`);
  must(answer.responses.length === 1, () => `${answer.responses.length} answers`);
  // Who manages Bob's server may ask for Bob's time, and clock him out, by naming him.
  const mayAsk = attacker.manager && attacker.space === guildSpace(HOME) && JSON.stringify(payload).includes(BOB);
  must(mayAsk || !leaks(text), () => `somebody else's data in the answer: ${text}`);
  must(malformed || !text.includes(REFERENCE), () => `an unexpected error: ${describe(stage)}`);
  must(
    !/"(errors|session|settings|common|categories|roles|commands|system)\.[a-zA-Z.]+"/.test(text),
    () => `a key instead of a text: ${text}`,
  );
  const loud = stage.log.lines.filter(({ level, message }) => (level === 'error' || level === 'warn') && !EXPECTED.test(message));
  must(loud.length === 0, () => `in the log: ${describe(stage)}`);
  for (const { space, user } of stage.changes)
    must(
      space === attacker.space && (user === attacker.user || (mayAsk && user === userId(BOB))),
      () => `${user} was changed in ${space}`,
    );
  for (const { space, actor } of stage.written) {
    const allowed = space === personalSpace(attacker.user) || (attacker.manager && space === attacker.space);
    must(allowed && actor === attacker.user, () => `the settings of ${space} were changed`);
  }
  const bob = await stage.tracker.status(guildSpace(HOME), userId(BOB));
  const version = bob.ok ? bob.value.state.version : null;
  must(version !== null && (mayAsk || version === (versions.get(stage) ?? 1)), 'another member was changed');
  if (version !== null) versions.set(stage, version);
  return answer;
};

const describe = (stage: Stage): string =>
  stage.log.lines
    .filter(({ level }) => level !== 'debug')
    .map(({ message, fields }) => `${message} ${JSON.stringify(fields, errors)}`)
    .join('\n');
const errors = (_key: string, value: unknown): unknown => (value instanceof Error ? value.stack : value);
