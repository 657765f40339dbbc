import { GROUP_AT_LEAST } from '../../src/domain/group.js';
import { guildId } from '../../src/domain/ids.js';
import type { Translator } from '../../src/i18n/translator.js';
import { memberDigest, serverDigestView } from '../../src/views/digest/digest-view.js';
import type { CategoryLook } from '../../src/views/text.js';

const HOUR = 3_600_000;

/** Weekly digests, with the most and with the least that may stand in them. */
export const digestSamples = (look: CategoryLook, t: Translator) => {
  const categories = Array.from({ length: 30 }, (_, nth) => ({ look, ms: (40 - nth) * HOUR, usualMs: nth * HOUR }));
  const common = { week: { from: '20261228', to: '20270103' }, ms: 168 * HOUR, usualMs: 10 * HOUR, categories };
  const coming = { hours: 30.4, low: 21.7, high: 38.2 };
  const [first] = categories;
  const little = { ...common, ms: HOUR, usualMs: 0, categories: first === undefined ? [] : [first], coming: null };
  return [
    {
      name: 'digest',
      body: memberDigest({ ...common, coming, guild: guildId('9'.repeat(20)), targets: { reached: 7, of: 10 }, streak: 365 }, t),
    },
    { name: 'digest, little', body: memberDigest({ ...little, guild: null, targets: null, streak: 1 }, t) },
    { name: 'digest, as usual', body: memberDigest({ ...little, usualMs: HOUR, guild: null, targets: null, streak: 2 }, t) },
    { name: 'digest, less', body: memberDigest({ ...little, usualMs: 3 * HOUR, guild: null, targets: null, streak: 0 }, t) },
    {
      name: 'digest of a server',
      body: serverDigestView({ ...common, coming, people: 12_345, others: { ms: HOUR, usualMs: 2 * HOUR } }, t),
    },
    { name: 'digest of a server, little', body: serverDigestView({ ...little, people: GROUP_AT_LEAST, others: null }, t) },
  ];
};
