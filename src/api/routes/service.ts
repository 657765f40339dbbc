import { z } from 'zod';
import type { PublicStatus, ServiceDesk } from '../../actions/service.js';
import { personalSpace, spaceId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { plainObject } from '../plain.js';
import { momentText } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { SpaceIdText } from '../schemas/common.js';
import { StatusHistory, SystemAnswer } from '../schemas/figures.js';
import { calledBy } from '../server/called-by.js';

const STATUS = { up: 'ok', degraded: 'degraded', down: 'unavailable' } as const;

const shown = ({ state, troubles, at, startedAt, knownFrom, incidents }: PublicStatus): StatusHistory => ({
  ...{ status: STATUS[state], troubles: [...troubles] },
  ...{ since: momentText(startedAt), knownFrom: momentText(knownFrom), now: momentText(at) },
  incidents: incidents.map(({ what, from, to }) => ({
    ...{ what, from: momentText(from), to: to === null ? null : momentText(to) },
  })),
});

export const serviceRoutes = ({ service }: { readonly service: ServiceDesk }): readonly Route[] => [
  defineRoute({
    ...{ id: 'getStatusHistory', method: 'GET', path: '/status-history', tag: 'Service', scope: null },
    summary: 'How the service is, and what went wrong in the last day; for everybody.',
    answers: { 200: StatusHistory },
    run: () => Promise.resolve(ok({ status: 200, body: shown(service.status()) })),
  }),
  defineRoute({
    ...{ id: 'getSystem', method: 'GET', path: '/system', tag: 'Service', scope: 'own:read', operatorsOnly: true },
    summary: 'What /admin system shows, for whoever runs the bot.',
    query: z.object({ time: z.enum(['5m', '1h', '24h']).default('1h'), space: SpaceIdText.optional() }),
    answers: { 200: SystemAnswer },
    run: async (asked) => {
      const { user } = calledBy(asked);
      const { time, space } = asked.query;
      const panel = await service.panel({ space: space === undefined ? personalSpace(user) : spaceId(space), user, time });
      return ok({ status: 200, body: { panel: plainObject(panel) } });
    },
  }),
];
