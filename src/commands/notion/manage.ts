import { ButtonStyle } from 'discord-api-types/v10';
import { domainError, isErrorCode, type DomainError } from '../../domain/errors.js';
import { NOTION_TABLES } from '../../domain/notion.js';
import { codeOfProblem } from '../../integrations/notion/refusal.js';
import type { NotionStatus } from '../../integrations/notion/desk.js';
import { button, type LayoutView } from '../../views/message.js';
import { noticeView } from '../../views/notice.js';
import { notionStatusView } from '../../views/notion/status.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { defineMessageCommand } from '../kit/menus.js';
import { failure, message, update, type Reply } from '../kit/reply.js';
import { NOTION_IDS } from './custom-ids.js';
import { notionGuards, type NotionDeps } from './shared.js';

const shared = { visibility: 'ephemeral', guards: notionGuards, options: {} } as const;

/** What is kept of a failure, in words for people. */
const problemOf = (kind: string): DomainError => domainError(isErrorCode(kind) ? kind : codeOfProblem(kind));

const controls = ({ t }: Context, { connection, isSetUp }: NotionStatus) => {
  const act = (what: 'pause' | 'resume' | 'refresh', style: ButtonStyle.Secondary | ButtonStyle.Primary) =>
    button(NOTION_IDS.act.encode({ what }), t(`notion.status.${what}`), style);
  if (!isSetUp) return [];
  return connection.paused
    ? [act('resume', ButtonStyle.Primary)]
    : [act('refresh', ButtonStyle.Primary), act('pause', ButtonStyle.Secondary)];
};

const statusCard = async (ctx: Context, { notion }: NotionDeps): Promise<LayoutView> => {
  const status = await notion.status(ctx.space);
  const { connection, isConnected, isSetUp, state, waiting, refused } = status;
  const { workspace, connectedBy, connectedAt, mode, paused, tables } = connection;
  const { t } = ctx;
  return notionStatusView(
    {
      ...{ workspace, connectedBy, isSetUp, mode, paused, waiting },
      ...{ connectedAt: isConnected ? connectedAt : null, pagesMade: state.pagesMade, syncedAt: state.syncedAt },
      problem: state.problem === null ? null : { error: problemOf(state.problem.kind), at: state.problem.at },
      refused,
      tables: NOTION_TABLES.flatMap((table) => {
        const url = tables[table]?.url;
        return url === undefined ? [] : [{ title: t(`notion.table.${table}`), url }];
      }),
      buttons: isConnected ? controls(ctx, status) : [],
    },
    t,
  );
};

export const status = defineCommand({
  ...shared,
  name: 'status',
  run: async (ctx, _options, deps: NotionDeps) => message(await statusCard(ctx, deps)),
});

const paused = (name: 'pause' | 'resume') =>
  defineCommand({
    ...shared,
    name,
    async run(ctx, _options, { notion }: NotionDeps) {
      const done = await notion.pause(ctx, name === 'pause');
      return done.ok ? message(noticeView(ctx.t(name === 'pause' ? 'notion.paused' : 'notion.resumed'))) : failure(done.error);
    },
  });
export const pause = paused('pause');
export const resume = paused('resume');

export const disconnect = defineCommand({
  ...shared,
  name: 'disconnect',
  async run(ctx, _options, { notion }: NotionDeps) {
    const done = await notion.disconnect(ctx);
    return done.ok ? message(noticeView(ctx.t('notion.disconnected'))) : failure(done.error);
  },
});

const refreshNow = async (ctx: Context, { notion }: NotionDeps): Promise<Reply> => {
  const done = await notion.refresh(ctx);
  return done.ok ? message(noticeView(ctx.t('notion.refreshing'))) : failure(done.error);
};

export const refresh = defineCommand({
  ...shared,
  name: 'refresh',
  run: (ctx, _options, deps: NotionDeps) => refreshNow(ctx, deps),
});

/** The same from the menu of any message. */
export const updateNotion = defineMessageCommand({
  name: 'updateNotion',
  visibility: 'ephemeral',
  guards: notionGuards,
  run: (ctx, _target, deps: NotionDeps) => refreshNow(ctx, deps),
});

/** The buttons below the status, which shows what is so afterwards. */
export const act = defineButton({
  route: NOTION_IDS.act,
  guards: notionGuards,
  async run(ctx, { what }, deps: NotionDeps) {
    if (what !== 'status') {
      const done = await (what === 'refresh' ? deps.notion.refresh(ctx) : deps.notion.pause(ctx, what === 'pause'));
      if (!done.ok) return failure(done.error);
    }
    return update(await statusCard(ctx, deps));
  },
});
