import type { AnyView } from '../../src/views/message.js';
import { approvalRequests } from '../../src/engine/documents/kinds/approval-requests.js';
import { channelId, userId } from '../../src/domain/ids.js';
import { InteractionResponseType, type APIInteractionResponse } from 'discord-api-types/v10';
import type { SpaceSettings } from '../../src/domain/space.js';
import { ADA, BOB, SPACE } from './commands-harness.js';
import { said, setUp, type Harness } from './entries-harness.js';
import { shownBy } from './shown.js';

export const REQUESTS = channelId('600');
/** Bob, who may approve. */
export const bob = { user: BOB, manager: true };
export const cleo = { user: '200000000000000003', manager: true };

type Shown = ReturnType<typeof said>;

/** A server where members change the time of an entry alone only by half an hour, and ask for more. */
export const asking = async (settings: Partial<SpaceSettings> = {}) => {
  const h = await setUp({ requestChannel: REQUESTS, selfEditBy: 30, ...settings });
  return { ...h, requests: () => requestsKept(h) };
};

/** What is kept of Ada's requests. */
export const requestsKept = async (h: Pick<Harness, 'documents'>, user = ADA) =>
  (await h.documents.of(approvalRequests).get({ space: SPACE, user: userId(user) })).requests;

/** What a view shows. */
export const shownOf = (view: AnyView | undefined): Shown =>
  shownBy({ type: InteractionResponseType.ChannelMessageWithSource, data: view } as APIInteractionResponse);

/** The newest message in the channel, as it is by now. */
export const inChannel = (h: Pick<Harness, 'messages'>): Shown => shownOf(h.messages.posted.at(-1)?.view);

/** Presses "Ask for approval" on a card and sends the form. */
export const ask = async (h: Pick<Harness, 'click' | 'submit'>, shown: Shown, reason = ''): Promise<Shown> => {
  const opened = said(await h.click(shown.button('Ask for approval'), {}, shown.embeds));
  return said(await h.submit(opened.form, { reason }, {}, { embeds: shown.embeds }));
};

/** Asks to delete an entry. */
export const askToDelete = async (h: Pick<Harness, 'run' | 'click' | 'submit'>, entry: string, reason = ''): Promise<Shown> =>
  ask(h, said(await h.run('session delete', { entry })), reason);

/** Answers what is in the channel, as Bob unless told: by a button alone, or with what is put into the form that it opens. */
export const answer = async (
  h: Pick<Harness, 'click' | 'submit'>,
  shown: Shown,
  label: string,
  fields: Readonly<Record<string, string>> | null = null,
  from: object = bob,
) => {
  const clicked = await h.click(shown.button(label), from, shown.embeds);
  return fields === null ? clicked : h.submit(said(clicked).form, fields, from, { embeds: shown.embeds });
};
