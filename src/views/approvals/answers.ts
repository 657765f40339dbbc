import type { ApprovalAnswer, ApprovalRequest } from '../../domain/approvals.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { messageView, type MessageView } from '../message.js';
import { EMBED, fitLines, mentionUser, timestamp } from '../text.js';
import { spanText } from './own-requests.js';
import { categoryText, whatText, type Look } from './request-card.js';

/** A request that was answered, with nothing left to do. */
export type Answered = ApprovalRequest & { readonly state: ApprovalAnswer };

const reasonText = ({ kind, reason }: ApprovalAnswer, t: Translator): readonly string[] => {
  if (reason === null) return [];
  const told = { reason: userText(reason) };
  return [kind === 'approved' ? t('approvals.answer.comment', told) : t('approvals.answer.because', told)];
};

const answerText = (request: Answered, look: Look, t: Translator): string => {
  const { state } = request;
  const head = t('approvals.told.line', {
    answer: t(state.kind === 'approved' ? 'approvals.told.approved' : 'approvals.told.declined'),
    when: timestamp(state.at, 'R'),
    by: mentionUser(state.by),
    what: whatText(request, t),
    category: categoryText(request, look),
  });
  return [`${state.kind === 'approved' ? '✅' : '❌'} ${head}`, spanText(request, t), ...reasonText(state, t)].join('\n');
};

/** Tells a member what was answered to their requests. */
export const answersView = (requests: readonly Answered[], look: Look, t: Translator): MessageView =>
  messageView({
    embeds: [
      {
        title: t('approvals.told.title', { count: requests.length }),
        description: fitLines(
          requests.map((request) => answerText(request, look, t)),
          EMBED.description,
          (n) => t('common.more', { n }),
        ),
        color: requests.every(({ state }) => state.kind === 'approved') ? COLOUR.running : COLOUR.warning,
      },
    ],
  });
