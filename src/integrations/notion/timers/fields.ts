import { dayOf } from '../../../domain/calendar.js';
import { effectiveMs, pausedMs } from '../../../domain/effective.js';
import type { Session } from '../../../domain/session.js';
import type { SpaceConfig } from '../../../domain/space.js';
import { formatDay } from '../../../i18n/format.js';
import type { Translator } from '../../../i18n/translator.js';
import { optionName } from '../api/option-name.js';
import type { PropertyWrite } from '../api/values.js';
import type { Fields } from '../keeping/written.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;

export const dateOf = (at: number | null): PropertyWrite => ({
  type: 'date',
  date: at === null ? null : { start: new Date(at).toISOString(), end: null },
});

/** Hours to four places, so that seconds survive. */
export const hoursOf = (ms: number): number => Math.round((ms / HOUR) * 10_000) / 10_000;

/** A name as an option, which is never empty. */
export const optionOf = (name: string): string => optionName(name) || '–';

export const categoryName = ({ categories }: Pick<SpaceConfig, 'categories'>, id: string): string =>
  categories.find((category) => category.id === id)?.name ?? id;

export interface Surroundings {
  readonly config: SpaceConfig;
  readonly memberName: string;
  readonly t: Translator;
}

/** What the page of an entry says. Breaks in minutes, effective time in hours; both stand there once it has ended. */
export const fieldsOf = (session: Session, member: string, { config, memberName, t }: Surroundings): Fields => {
  const { startedAt, endedAt } = session;
  const { timeZone, dayStart } = config.settings;
  const category = optionOf(categoryName(config, session.category));
  const hasEnded = endedAt !== null;
  return {
    name: { type: 'title', text: `${category} · ${formatDay(dayOf(startedAt, timeZone, dayStart), t)}` },
    category: { type: 'choice', name: category },
    member: { type: 'choice', name: optionOf(memberName) },
    memberId: { type: 'text', text: member },
    start: dateOf(startedAt),
    end: dateOf(endedAt),
    stop: { type: 'checkbox', checked: hasEnded },
    breaks: { type: 'number', number: hasEnded ? Math.round(pausedMs(session, endedAt) / MINUTE) : null },
    effective: { type: 'number', number: hasEnded ? hoursOf(effectiveMs(session, endedAt)) : null },
    state: { type: 'choice', name: t(`notionsync.state.${session.status}`) },
    note: { type: 'text', text: session.note ?? '' },
    entryId: { type: 'text', text: session.id },
  };
};
