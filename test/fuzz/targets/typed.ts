import fc from 'fast-check';
import { DURATION_MAX_MS, parseDuration } from '../../../src/domain/duration.js';
import type { DomainError } from '../../../src/domain/errors.js';
import type { Result } from '../../../src/domain/result.js';
import { formatTypedTime, parseTypedTime, type TypedTime } from '../../../src/domain/typed/time.js';
import { resolveZone, searchZones } from '../../../src/domain/zones/zone-search.js';
import { createTranslators } from '../../../src/i18n/translators.js';
import { errorView } from '../../../src/views/error.js';
import { callbackProblems } from '../../support/contract/index.js';
import { moment, zone } from '../../support/domain-arbitraries.js';
import { hostileText } from '../support/texts.js';
import { must, property, type Target } from '../target.js';

const t = createTranslators().for('en');

/** Words that mean something, in an order that may mean nothing. */
const word = fc.constantFrom(
  ...[
    '9:30',
    '9.30',
    '0930',
    '24:00',
    '9',
    '99:99',
    '31.3.',
    '31.3.2026',
    '3/31',
    '2026-10-25',
    '2026-10-25t02:30',
    '<t:1>',
    '1½h',
    ':30',
  ],
  ...[
    'vor',
    'ago',
    'in',
    'um',
    'at',
    'am',
    'pm',
    'uhr',
    'h',
    'std.',
    'und',
    'gestern',
    'morgen',
    'mo',
    'next',
    'letzten',
    'friday',
  ],
  ...[
    'march',
    'märz',
    '31st',
    'noon',
    'abends',
    '+02:00',
    'z',
    ',',
    '-',
    '1.234,5',
    'berlin',
    'deutschland',
    'europe/',
    'utc',
    'new york',
  ],
);
const sentence = fc
  .array(word, { maxLength: 8 })
  .chain((words) => fc.constantFrom(' ', '', '  ').map((between) => words.join(between)));

const input = fc.record({
  text: fc.oneof(sentence, hostileText),
  now: moment,
  zone,
  locale: fc.constantFrom('en-US', 'en-GB', 'de', 'ar', 'zh-TW'),
  from: fc.option(moment, { nil: undefined }),
});

/** A refusal can be shown. */
const checkRefusal = (refused: Result<unknown, DomainError>): void => {
  if (refused.ok) return;
  const problems = callbackProblems({ type: 4, data: errorView(refused.error, t) });
  must(problems.length === 0, () => problems.join('; '));
};

const checkTime = (typed: TypedTime, zoneName: string, now: number): void => {
  for (const at of typed.kind === 'moment' ? [typed.at] : [typed.first, typed.second]) {
    const shown = formatTypedTime(at, zoneName);
    const again = parseTypedTime(shown, { now, zone: zoneName, locale: 'en' });
    const same = again.ok && again.value.kind === 'moment' && again.value.at === Math.floor(at / 1000) * 1000;
    must(same, () => `${at} is shown as ${shown}, which is not read as that moment`);
  }
};

const play = (given: typeof input extends fc.Arbitrary<infer T> ? T : never): void => {
  const { text, from, ...context } = given;
  const typed = parseTypedTime(text, from === undefined ? context : { ...context, from });
  checkRefusal(typed);
  if (typed.ok) checkTime(typed.value, context.zone, context.now);
  const duration = parseDuration(text);
  checkRefusal(duration);
  must(
    !duration.ok || (Number.isInteger(duration.value) && duration.value >= 0 && duration.value <= DURATION_MAX_MS),
    'out of range',
  );
  checkRefusal(resolveZone(text, context.locale));
  must(searchZones(text, context.locale, 25).length <= 25, 'more zones than Discord shows');
};

/** Times, durations and zones as people type them. */
export const typed: Target = {
  name: 'typed',
  weight: 8,
  open: () => Promise.resolve({ run: property('typed', input, play), close: () => Promise.resolve() }),
};
