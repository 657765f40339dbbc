import { z } from 'zod';
import type { Act } from '../act.js';
import type { Stage } from '../stage.js';
import { EVERYBODY } from '../cast.js';
import { isSpokenOf, may, neededFor } from '../rights.js';
import { marksIn } from '../scene.js';

/** Who does one of these sees what is written on an entry of somebody else. */
const MANAGING = ['editOthers', 'approve'] as const;

/** Somebody was shown words of somebody else. */
const overheard = ({ who, place, said, config }: Act): readonly string[] =>
  marksIn(said)
    .filter(({ whose }) => whose !== who)
    .filter(
      (mark) =>
        mark.place === 'own' || mark.place !== place || config === null || !MANAGING.some((one) => may(who, one, place, config)),
    )
    .map((mark) => `${who.name} (${place}) was shown what belongs to ${mark.whose.name} (${mark.place})`);

/** Refused although they may, or not refused although they may not. */
const misjudged = ({ who, place, command, said, config }: Act, { translators }: Stage): readonly string[] => {
  const capability = command === null ? null : neededFor(command);
  if (capability === null || config === null || place === 'own' || said === '') return [];
  const t = translators.for(who.locale);
  const refusal = t('errors.CAPABILITY_MISSING', { capability: t(`permissions.capabilities.${capability}.name`) });
  const isRefused = said.includes(refusal);
  if (isRefused === !may(who, capability, place, config)) return [];
  // Where nothing is known, nobody is let through.
  if (!isRefused && said.includes(t('errors.STORE_UNAVAILABLE'))) return [];
  return [`${who.name} (${place}) ${isRefused ? 'may, and was refused' : 'may not, and was not refused'}: ${capability}`];
};

/** Those of managers name the member that they are about, and not who may use them. */
const MANAGED = /-of(-|$)|^(approve|decline)(-|$)/;

/** A control of somebody else did something, whatever it was. */
const borrowed = ({ who, customId, said }: Act, { translators }: Stage): readonly string[] => {
  const [, route = '', owner = ''] = customId?.split(':') ?? [];
  const isOfOther = EVERYBODY.some(({ user }) => user === owner && user !== who.user);
  if (!isOfOther || MANAGED.test(route) || said === '') return [];
  return said.includes(translators.for(who.locale)('errors.NOT_YOURS')) ? [] : [`${who.name} used ${customId ?? ''}`];
};

/** Without what is told besides, as changes by others. */
const answerItself = (said: string): string => {
  const [responses, edits] = z.tuple([z.unknown(), z.unknown()], z.unknown()).parse(JSON.parse(said));
  return JSON.stringify([responses, edits]);
};

const RANKS = ['nothing', 'presence', 'totals'] as const;

/** What `/status` showed of somebody else, against what the server lets be seen. */
const status = ({ who, place, command, what, said, config }: Act, { translators }: Stage, isUp: boolean): readonly string[] => {
  const isOther = EVERYBODY.some(({ user }) => user !== who.user && what.includes(`"user":"${user}"`));
  if (command !== 'status' || !isOther || config === null || place === 'own' || said === '') return [];
  const t = translators.for(who.locale);
  const visible = may(who, 'seeOthers', place, config)
    ? 'totals'
    : isSpokenOf(who, 'seeOthers', config)
      ? 'nothing'
      : config.settings.othersSee;
  const shown = answerItself(said);
  const seen = shown.includes(t('session.status.today')) ? 'totals' : /<@\d+>/.test(shown) ? 'presence' : 'nothing';
  const isTooMuch = RANKS.indexOf(seen) > RANKS.indexOf(visible);
  return isTooMuch || (isUp && seen !== visible)
    ? [`${who.name} saw ${seen} of another member, and ${visible} is to be seen`]
    : [];
};

/** What is wrong with an answer, whatever it did. `isUp`: Redis is there. */
export const answerProblems = (act: Act, stage: Stage, isUp: boolean): readonly string[] => [
  ...overheard(act),
  ...misjudged(act, stage),
  ...borrowed(act, stage),
  ...status(act, stage, isUp),
];

/** Lines that no step may cause. */
const LOUD: ReadonlySet<string> = new Set([
  'a handler failed',
  'the answer could not be delivered',
  'an interaction could not be handled',
  'an interaction that is not as Discord documents it',
]);

const errors = (_key: string, value: unknown): unknown => (value instanceof Error ? value.stack : value);

/** Failures in the log, which is empty afterwards. */
export const loudLines = ({ log }: Pick<Stage, 'log'>): readonly string[] =>
  log.lines
    .splice(0)
    .filter(({ level, message, fields }) => level === 'error' && (LOUD.has(message) || fields['code'] === 'UNEXPECTED'))
    .map(({ message, fields }) => `in the log: ${message} ${JSON.stringify(fields, errors)}`);
