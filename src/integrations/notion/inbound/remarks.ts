import { MOMENTS_OF_ERRORS } from '../../../domain/error-moments.js';
import type { DomainError } from '../../../domain/errors.js';
import type { Session } from '../../../domain/session.js';
import type { SpaceConfig } from '../../../domain/space.js';
import { formatZoneTime } from '../../../i18n/format.js';
import type { Translator } from '../../../i18n/translator.js';
import { categoryName } from '../timers/fields.js';
import type { Editable } from './edits.js';

export interface Wording {
  readonly config: SpaceConfig;
  readonly t: Translator;
}

/** Marks of Discord's texts that say nothing elsewhere. */
const unmarked = (text: string): string => text.replaceAll(/\*\*|`/g, '');

const time = (ms: number, { config, t }: Wording): string => formatZoneTime(ms, config.settings.timeZone, t);

/** Why something was not taken, as it stands on the page. `at`: when that was found out, ms. */
export const refusedRemark = ({ code, params }: DomainError, at: number, wording: Wording): string => {
  const shown = Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [
      name,
      typeof value === 'number' && MOMENTS_OF_ERRORS[code]?.includes(name) === true ? time(value, wording) : value,
    ]),
  );
  const reason = unmarked(wording.t(`errors.${code}`, shown));
  return wording.t('notionsync.remark.refused', { time: time(at, wording), reason });
};

const was = (name: Editable, session: Session, wording: Wording): readonly string[] => {
  const { t, config } = wording;
  const none = t('notionsync.was.nothing');
  switch (name) {
    case 'start':
      return [t('notionsync.was.start', { value: time(session.startedAt, wording) })];
    case 'end':
      return [t('notionsync.was.end', { value: session.endedAt === null ? none : time(session.endedAt, wording) })];
    case 'category':
      return [t('notionsync.was.category', { value: categoryName(config, session.category) })];
    case 'note':
      return [t('notionsync.was.note', { value: session.note ?? none })];
    case 'stop':
    case 'overrideStart':
    case 'overrideEnd':
      return [];
  }
};

/** What stood here and gives way to the later change at Notion. `at`: when that was changed in Discord, ms. */
export const overruledRemark = (names: readonly Editable[], session: Session, at: number, wording: Wording): string =>
  wording.t('notionsync.remark.overruled', {
    time: time(at, wording),
    what: names.flatMap((name) => was(name, session, wording)).join(', '),
  });
