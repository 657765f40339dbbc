import { formatDuration, formatPercent } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { messageView, type MessageView } from '../message.js';
import { timestamp } from '../text.js';

/** What a member is told about the clock. `category`: safe to show; null where it is about all targets together. Times in ms. */
export type ClockNewsModel = { readonly server: string | null } & (
  | { readonly kind: 'absent'; readonly due: number }
  | {
      readonly kind: 'target';
      readonly category: string | null;
      readonly percent: number;
      readonly workedMs: number;
      readonly targetMs: number;
    }
  | { readonly kind: 'break'; readonly since: number; readonly forMs: number }
);

const sentence = (model: ClockNewsModel, t: Translator): string => {
  switch (model.kind) {
    case 'absent':
      return t('reminders.clock.tellAbsent', { time: timestamp(model.due, 't') });
    case 'target': {
      const { category, workedMs, targetMs } = model;
      const percent = formatPercent(model.percent / 100, t);
      const [worked, target] = [formatDuration(workedMs, t), formatDuration(targetMs, t)];
      return category === null
        ? t('reminders.clock.tellTargets', { percent, worked, target })
        : t('reminders.clock.tellTarget', { percent, worked, target, category });
    }
    case 'break':
      return t('reminders.clock.tellBreak', {
        since: timestamp(model.since, 't'),
        duration: formatDuration(model.forMs, t),
      });
  }
};

export const clockNewsMessage = (model: ClockNewsModel, t: Translator): MessageView => {
  const where = model.server === null ? [] : [t('reminders.clock.where', { server: model.server })];
  return messageView({ content: [sentence(model, t), `-# ${[...where, t('reminders.clock.footer')].join(' ')}`].join('\n') });
};
