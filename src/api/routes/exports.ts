import { createReadStream } from 'node:fs';
import { z } from 'zod';
import type { FileDesk, FileState } from '../../actions/exports/desk.js';
import { exportable, orderFile, type OrderingMeans } from '../../actions/exports/order-file.js';
import { domainError } from '../../domain/errors.js';
import { userId, type UserId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { dayIn, momentText } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { ExportInput, ExportState } from '../schemas/exports.js';
import { calledBy, inSpace } from '../server/called-by.js';

type Needs = OrderingMeans & { readonly fileDesk: FileDesk };

const tag = 'Exports';
const one = z.object({ space: z.string(), export: z.string().max(60) });

const shown = (id: string, state: FileState): z.output<typeof ExportState> => {
  const nothing = { id, state: state.kind, place: null, rows: null, of: null, file: null, code: null };
  switch (state.kind) {
    case 'waiting':
      return { ...nothing, place: state.place };
    case 'running': {
      const { progress } = state;
      return { ...nothing, rows: progress.rows, of: progress.stage === 'writing' ? progress.of : null };
    }
    case 'ready': {
      const { name, contentType, size, rows } = state.file;
      return { ...nothing, rows, of: rows, file: { name, contentType, bytes: size, until: momentText(state.until) } };
    }
    case 'failed':
      return { ...nothing, code: state.error.code };
  }
};

const gone = () => err(domainError('EXPORT_GONE'));

/** Files of time. They are made by the process that was asked, and kept for an hour; others of its data folder know of them. */
export const exportRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'beginExport', method: 'POST', path: '/spaces/:space/exports', tag, scope: 'own:read', writes: true },
    summary: 'Begins an export of your own time, or of that of others if you may export it.',
    description: 'Ask how far it is, then fetch its file. One of a person is made at a time; the next ones wait.',
    body: ExportInput,
    answers: { 202: ExportState },
    refusals: [
      'CAPABILITY_MISSING',
      'EXPORT_ENTRIES_ONLY',
      'EXPORT_PERIOD_TWICE',
      'EXPORT_QUEUE_FULL',
      'EXPORT_SERVER_QUEUE_FULL',
    ],
    run: async (asked) => {
      const actor = inSpace(asked);
      const { format, timeframe, from, to, category, detail, of } = asked.body;
      const whose: UserId | 'team' = of === null ? actor.user : of === 'team' ? of : userId(of);
      const { scopes } = calledBy(asked);
      // A token for one's own time reads that of nobody else, whatever whoever made it may do.
      if (whose !== actor.user && !scopes.has('space:read') && !scopes.has('space:manage'))
        return err(domainError('SCOPE_MISSING', { scope: 'space:read' }));
      const days = { from: from === null ? null : dayIn(from), to: to === null ? null : dayIn(to) };
      const wish = { format, timeframe, category, detail, of: whose, locale: asked.t.locale, ...days };
      const order = await orderFile(actor, wish, deps);
      if (!order.ok) return order;
      const begun = deps.fileDesk.begin(order.value);
      return begun.ok ? ok({ status: 202, body: shown(order.value.id, begun.value) }) : begun;
    },
  }),
  defineRoute({
    ...{ id: 'getExport', method: 'GET', path: '/spaces/:space/exports/:export', tag, scope: 'own:read', params: one },
    summary: 'Says how far an export is.',
    answers: { 200: ExportState },
    refusals: ['EXPORT_GONE'],
    run: async (asked) => {
      const { user, space } = inSpace(asked);
      const id = asked.params.export;
      const state = await deps.fileDesk.state(user, space, id);
      return state === null ? gone() : ok({ status: 200, body: shown(id, state) });
    },
  }),
  defineRoute({
    ...{ id: 'getExportFile', method: 'GET', path: '/spaces/:space/exports/:export/file', tag, scope: 'own:read', params: one },
    summary: 'Fetches the file of an export that is ready.',
    answers: { 200: { stream: 'application/octet-stream' } },
    refusals: ['EXPORT_GONE'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const state = await deps.fileDesk.state(actor.user, actor.space, asked.params.export);
      if (state?.kind !== 'ready') return gone();
      // Who may not export the time of others any more does not fetch it either.
      const may = state.isOthers ? exportable(actor, 'team', await deps.spaces.get(actor.space)) : ok(undefined);
      if (!may.ok) return may;
      const { path, name: fileName, contentType } = state.file;
      return ok({ status: 200, stream: { of: createReadStream(path), contentType, fileName } });
    },
  }),
  defineRoute({
    ...{ id: 'cancelExport', method: 'DELETE', path: '/spaces/:space/exports/:export', tag, scope: 'own:read', params: one },
    summary: 'Ends an export, or removes its file.',
    answers: { 204: null },
    refusals: ['EXPORT_GONE'],
    run: async (asked) => {
      const { user, space } = inSpace(asked);
      return (await deps.fileDesk.cancel(user, space, asked.params.export)) ? ok({ status: 204 }) : gone();
    },
  }),
];
