import { isRunning, newestFirst, type Season } from '../../domain/seasons.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { container, lines, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { timeDays } from './time-text.js';

/** The days of a season, as its readers write them. */
export const seasonDays = ({ name, from, to }: Season, t: Translator): string =>
  timeDays({ span: 'season', name, from, to }, t) ?? '';

const lineOf = (season: Season, today: string, t: Translator): string => {
  const state = isRunning(season, today) ? t('boards.season.running') : season.from > today ? t('boards.season.toCome') : '';
  return [`**${userText(season.name)}**`, seasonDays(season, t), ...(state === '' ? [] : [`*${state}*`])].join(' · ');
};

/** All seasons of a server, newest first. `done`: what was just done, safe to show. `today` as `yyyymmdd`. */
export const seasonsView = (
  { seasons, today, done }: { readonly seasons: readonly Season[]; readonly today: string; readonly done: string | null },
  t: Translator,
): LayoutView =>
  layout(
    [
      container(
        [
          text(`## 🏁 ${t('boards.season.title')}`),
          ...(done === null ? [] : [text(`✅ ${done}`)]),
          seasons.length === 0
            ? text(t('boards.season.none'))
            : lines(newestFirst(seasons).map((season) => lineOf(season, today, t))),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
