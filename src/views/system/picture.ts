import { PICTURE_LIMITS, type PictureSpec, type Series } from '../../domain/picture.js';
import { formatMilliseconds, formatNumber } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import type { LastHour } from './model.js';

type Numbers = readonly (number | null)[];

const known = (values: Numbers): readonly number[] => values.filter((value) => value !== null);
const most = (values: Numbers): number => Math.max(0, ...known(values));
const total = (values: Numbers): number => known(values).reduce((sum, value) => sum + value, 0);

/** Said at the beginning, in the middle and at the end. */
const labelsOf = (count: number, t: Translator): readonly string[] => {
  const ago = (minutes: number): string => t('system.picture.ago', { n: minutes });
  const said = new Map([
    [0, ago(count - 1)],
    [Math.floor((count - 1) / 2), ago(Math.ceil((count - 1) / 2))],
    [count - 1, t('system.picture.now')],
  ]);
  return Array.from({ length: count }, (_, at) => said.get(at) ?? '');
};

const altOf = ({ answers, clicks, queue, allClicks }: LastHour, t: Translator): string => {
  const slowest = most(answers.map((minute) => minute?.slowest ?? null));
  const count = total(answers.map((minute) => minute?.count ?? null));
  const took = total(answers.map((minute) => (minute === null ? null : minute.count * minute.average)));
  const parts = [
    `${t('system.picture.title')}:`,
    count === 0
      ? t('system.picture.noAnswers')
      : t('system.picture.altAnswers', {
          average: formatMilliseconds(took / count, t),
          slowest: formatMilliseconds(slowest, t),
        }),
    t('system.picture.altClicks', { total: formatNumber(total(clicks), t), most: formatNumber(most(clicks), t) }),
    ...(allClicks === null ? [] : [t('system.picture.altAllClicks', { total: formatNumber(total(allClicks), t) })]),
    t('system.picture.altQueue', { most: formatNumber(most(queue), t) }),
  ];
  return parts.join(' ').slice(0, PICTURE_LIMITS.alt);
};

/** The last hour as a picture: how long answers took, clicks, and what waited to be written. */
export const lastHourPicture = (hour: LastHour, t: Translator): PictureSpec => {
  const labels = labelsOf(hour.queue.length, t);
  const chart = (title: string, unit: string, empty: string, series: readonly Series[]) =>
    ({ kind: 'series', title, unit, labels, empty, series }) as const;
  const { allClicks } = hour;
  const nothing = t('system.picture.nothing');
  return {
    locale: t.locale,
    title: t('system.picture.title'),
    alt: altOf(hour, t),
    charts: [
      chart(t('system.picture.answers'), 'ms', t('system.picture.noAnswers'), [
        { kind: 'line', name: t('system.picture.average'), values: hour.answers.map((minute) => minute?.average ?? null) },
        { kind: 'line', name: t('system.picture.slowest'), values: hour.answers.map((minute) => minute?.slowest ?? null) },
      ]),
      chart(t('system.picture.clicks'), '', nothing, [
        { kind: 'bars', name: t('system.picture.here'), values: hour.clicks },
        ...(allClicks === null ? [] : [{ kind: 'line', name: t('system.picture.everywhere'), values: allClicks } as const]),
      ]),
      chart(t('system.picture.queue'), '', nothing, [{ kind: 'bars', name: t('system.picture.queue'), values: hour.queue }]),
    ],
  };
};
