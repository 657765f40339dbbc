import type { UserId } from '../../domain/ids.js';
import { formatDay, formatDayRange } from '../../i18n/format.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import { plainText } from '../../i18n/user-text.js';
import { categoryLabel, mentionUser, type CategoryLook } from '../text.js';

/** What is exported, as cards say it. */
export interface ExportWhat {
  /** As the formats of exports are named. */
  readonly format: string;
  readonly about: { readonly kind: 'self' } | { readonly kind: 'member'; readonly user: UserId } | { readonly kind: 'team' };
  /** `yyyymmdd`, both in it; `from` null: from the first day that has time. */
  readonly from: string | null;
  readonly to: string;
  /** Null: all categories. */
  readonly category: CategoryLook | null;
  readonly detail: 'entries' | 'days' | 'summary';
}

const FORMATS: Readonly<Partial<Record<string, MessageKey>>> = {
  csv: 'export.formats.csv',
  csvMachine: 'export.formats.csvMachine',
  xlsx: 'export.formats.xlsx',
  json: 'export.formats.json',
  ics: 'export.formats.ics',
  pdf: 'export.formats.pdf',
  docx: 'export.formats.docx',
};

/** The name of a format; one of another version is shown as it is named in the command. */
export const formatName = (format: string, t: Translator): string => {
  const key = FORMATS[format];
  return key === undefined ? plainText(format) : t(key);
};

/** `Jan 1 – 31, 2026`, one day alone, or `until Jan 31, 2026`. */
export const exportDays = (from: string | null, to: string, t: Translator): string => {
  if (from === null) return t('export.until', { day: formatDay(to, t) });
  return from === to ? formatDay(to, t) : formatDayRange(from, to, t);
};

const aboutText = ({ about }: ExportWhat, t: Translator): string => {
  switch (about.kind) {
    case 'self':
      return t('export.about.self');
    case 'member':
      return mentionUser(about.user);
    case 'team':
      return t('export.about.team');
  }
};

/** Whose time, which days, and what of it. */
export const whatText = (what: ExportWhat, t: Translator): string =>
  [
    aboutText(what, t),
    exportDays(what.from, what.to, t),
    ...(what.category === null ? [] : [categoryLabel(what.category)]),
    t(`export.details.${what.detail}`),
  ].join(' · ');
