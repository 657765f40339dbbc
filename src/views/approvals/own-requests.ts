import { ButtonStyle } from 'discord-api-types/v10';
import { isToBeMade, type ApprovalRequest } from '../../domain/approvals.js';
import type { ChannelId } from '../../domain/ids.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { timesText } from '../entries/changed-by-others.js';
import { container, section, sections, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, messageView, rows, type LayoutView, type MessageView } from '../message.js';
import { mentionChannel, timestamp } from '../text.js';
import { categoryText, changeFields, reasonFields, whatText, type Look } from './request-card.js';

/** The times before and after, a line each. */
export const spanText = ({ before, after }: Pick<ApprovalRequest, 'before' | 'after'>, t: Translator): string => {
  const times = [before, after].flatMap((session) => (session === null ? [] : [timesText(session, t)]));
  return [...new Set(times), ...(after === null ? [t('approvals.fields.deleted')] : [])].join('\n→ ');
};

const stateText = (request: ApprovalRequest, t: Translator): string => {
  if (isToBeMade(request)) return t('approvals.own.toBeMade');
  const { posted } = request;
  return posted === null ? t('approvals.own.notPosted') : t('approvals.own.posted', { channel: mentionChannel(posted.channel) });
};

export interface OwnRequest {
  readonly request: ApprovalRequest;
  /** Custom id of its button. */
  readonly show: string;
}

/** What a member has asked for and waits for, oldest first. */
export const ownRequests = (requests: readonly OwnRequest[], look: Look, t: Translator): LayoutView => {
  const listed = requests.map(({ request, show }) =>
    section(
      [
        t('approvals.own.line', { what: whatText(request, t), category: categoryText(request, look) }),
        spanText(request, t),
        `-# ${t('approvals.own.asked', { when: timestamp(request.askedAt, 'R') })} · ${stateText(request, t)}`,
      ].join('\n'),
      button(show, t('approvals.buttons.show'), ButtonStyle.Secondary),
    ),
  );
  return layout(
    [
      container(
        [
          text(`### ${t('approvals.own.title')}`),
          ...(listed.length === 0 ? [text(t('approvals.own.empty'))] : [sections(listed)]),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};

export interface OwnRequestModel {
  readonly request: ApprovalRequest;
  readonly look: Look;
  /** Null: nothing can be done about it any more. */
  readonly controls: { readonly withdraw: string; readonly sendAgain: string } | null;
}

/** One's own request, to withdraw it or to send it again. */
export const ownRequestCard = ({ request, look, controls }: OwnRequestModel, t: Translator): MessageView =>
  messageView({
    embeds: [
      {
        title: t('approvals.request.title', { what: whatText(request, t) }),
        color: COLOUR.ended,
        fields: [
          ...changeFields(request, look, request.askedAt, t),
          ...reasonFields(request, 'approvals.fields.ownReason', t),
          { name: t('approvals.fields.asked'), value: timestamp(request.askedAt, 'R'), inline: true },
          { name: t('approvals.fields.state'), value: stateText(request, t), inline: true },
        ],
      },
    ],
    components:
      controls === null
        ? []
        : rows([
            button(controls.withdraw, t('approvals.buttons.withdraw'), ButtonStyle.Danger),
            button(controls.sendAgain, t('approvals.buttons.sendAgain'), ButtonStyle.Secondary),
          ]),
  });

export interface AskedModel {
  readonly request: ApprovalRequest;
  readonly look: Look;
  /** Where it should be. */
  readonly channel: ChannelId;
}

/** What the member reads right after asking. */
export const askedCard = ({ request, look, channel }: AskedModel, t: Translator): MessageView => {
  const isPosted = request.posted !== null;
  const told = { channel: mentionChannel(channel) };
  return messageView({
    embeds: [
      {
        title: t('approvals.asked.title', { what: whatText(request, t) }),
        description: isPosted ? t('approvals.asked.posted', told) : `⚠️ ${t('approvals.asked.notPosted', told)}`,
        color: isPosted ? COLOUR.ended : COLOUR.warning,
        fields: [...changeFields(request, look, request.askedAt, t), ...reasonFields(request, 'approvals.fields.ownReason', t)],
      },
    ],
  });
};
