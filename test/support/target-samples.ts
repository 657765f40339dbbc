import { TARGET_IDS } from '../../src/commands/targets/custom-ids.js';
import type { Category } from '../../src/domain/category.js';
import type { UserId } from '../../src/domain/ids.js';
import { weekOf } from '../../src/domain/week.js';
import type { Translator } from '../../src/i18n/translator.js';
import type { AnyView } from '../../src/views/message.js';
import { targetsPanel } from '../../src/views/targets/panel.js';

const HOUR = 3_600_000;

/** Weekly targets at their longest: of fifty categories. */
export const targetSamples = (
  owner: UserId,
  category: Category,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const week = weekOf('20251231', 'monday');
  const rows = Array.from({ length: 50 }, (_, at) => ({
    category,
    targetMs: at * HOUR,
    workedMs: 20 * HOUR + at,
    next: { from: '20260105', minutes: at % 2 === 0 ? null : 10_080 },
  }));
  const id = (day: string): string => TARGET_IDS.week.encode({ owner, week: day });
  const turning = { earlier: id('20251222'), present: id('20260105'), later: id('20260112') };
  return [
    { name: 'targets', body: targetsPanel({ week, present: week, rows, done: t('targets.title'), turning }, t) },
    {
      name: 'targets of a past week',
      body: targetsPanel({ week, present: weekOf('20260601', 'sunday'), rows, done: null, turning }, t),
    },
    {
      name: 'no targets',
      body: targetsPanel(
        { week, present: week, rows: [], done: null, turning: { earlier: null, present: null, later: null } },
        t,
      ),
    },
  ];
};
