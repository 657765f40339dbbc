import type { MessageKey, Translator } from '../../i18n/translator.js';
import { formatNumber } from '../../i18n/format.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { container, lines, separator, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { timestamp } from '../text.js';

export interface KeptModel {
  readonly isGuild: boolean;
  readonly entries: number;
  /** ms; null without entries. */
  readonly first: number | null;
  readonly last: number | null;
  readonly isOnTheClock: boolean;
  readonly hasHistory: boolean;
  /** Names of kinds of documents, of this space and of the person. */
  readonly documents: readonly string[];
  /** Changes that could not be applied and have not been told yet. */
  readonly untold: number;
  /** In how many spaces in all something is kept. */
  readonly spaces: number;
}

/** A kind without a line here is shown by its name: one of a newer version. */
const DOCUMENTS: Readonly<Partial<Record<string, MessageKey>>> = {
  'approval-requests': 'privacy.documents.approvalRequests',
  'by-itself': 'privacy.documents.byItself',
  'voice-mark': 'privacy.documents.voiceMark',
  'changes-by-others': 'privacy.documents.changesByOthers',
  digest: 'privacy.documents.digest',
  'exports-of-member': 'privacy.documents.exportsOfMember',
  'exports-told': 'privacy.documents.exportsTold',
  imports: 'privacy.documents.imports',
  reminders: 'privacy.documents.reminders',
  'reminder-list': 'privacy.documents.reminderList',
  'clock-reminders': 'privacy.documents.clockReminders',
  claims: 'privacy.documents.claims',
  preferences: 'privacy.documents.preferences',
  leave: 'privacy.documents.leave',
  profile: 'privacy.documents.profile',
  sharing: 'privacy.documents.sharing',
  schedule: 'privacy.documents.schedule',
  'calendar-feed': 'privacy.documents.calendarFeed',
  targets: 'privacy.documents.targets',
  tasks: 'privacy.documents.tasks',
  tokens: 'privacy.documents.tokens',
};

const documentText = (name: string, t: Translator): string => {
  const key = DOCUMENTS[name];
  return key === undefined ? userText(name) : t(key);
};

const entriesText = ({ entries, first, last }: KeptModel, t: Translator): string =>
  first === null || last === null
    ? t('privacy.show.noEntries')
    : t('privacy.show.entries', {
        count: entries,
        first: timestamp(first, 'f'),
        last: timestamp(last, 'f'),
      });

const keptLines = (model: KeptModel, t: Translator): readonly string[] => [
  entriesText(model, t),
  ...(model.entries > 0 ? [t('privacy.show.totals')] : []),
  ...(model.isOnTheClock ? [t('privacy.show.running')] : []),
  model.hasHistory ? t('privacy.show.history') : t('privacy.show.noHistory'),
  ...model.documents.map((name) => documentText(name, t)),
  ...(model.untold > 0 ? [t('privacy.show.untold', { count: model.untold })] : []),
  ...(model.spaces > 1 ? [t('privacy.show.elsewhere', { n: formatNumber(model.spaces, t) })] : []),
];

/** What is kept of a person in a space, in words with figures. */
export const keptView = (model: KeptModel, t: Translator): LayoutView => {
  const title = t(model.isGuild ? 'privacy.show.titleGuild' : 'privacy.show.titleOwn');
  return layout(
    [
      container(
        [
          text(`### ${title}`),
          lines(keptLines(model, t).map((line) => `- ${line}`)),
          separator(),
          text(`**${t('privacy.show.besides')}**`),
          lines(
            [
              t('privacy.show.identity'),
              t('privacy.show.journal'),
              t('privacy.show.backups'),
              ...(model.isGuild ? [t('privacy.show.others')] : []),
            ].map((line) => `- ${line}`),
          ),
          separator(),
          text(t('privacy.show.commands')),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};
