import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../actions/actor.js';
import { tellDirectly } from '../../commands/admin/session/notice.js';
import type { Deps } from '../../commands/deps.js';
import { createRoutes } from '../../api/routes/index.js';
import { createManagingRoutes } from '../../api/routes/managing.js';
import type { ApiDeps } from '../../api/deps.js';
import { withDocument } from '../../api/openapi/routes.js';
import { bearer } from '../../api/server/bearer.js';
import { registerApi } from '../../api/server/register.js';
import { byCookie } from '../../api/web/visitor.js';
import type { Managing } from './managing.js';
import type { Translators } from '../../i18n/translators.js';

export interface ApiParts extends Omit<ApiDeps, 'tellMember' | 'translators'> {
  readonly timesheet: Deps['timesheet'];
  readonly direct: Deps['direct'];
  readonly translators: Translators;
  /** What the managing routes stand on besides. */
  readonly managing: Managing['deps'];
  /** Of the program; stands in the document of the API. */
  readonly version: string;
  /** A process of ours hands calls on, and says from where they come. */
  readonly behindSupervisor: boolean;
}

/** The address that the supervisor says a call comes from; only it can reach us there. */
export const handedOnFrom = (request: FastifyRequest): string => {
  const header = request.headers['x-forwarded-for'];
  const text = Array.isArray(header) ? header.at(-1) : header;
  return text?.split(',').at(-1)?.trim() ?? request.ip;
};

/** Serves the API on `app`, with everything that it stands on. */
export const serveApi = async (app: FastifyInstance, parts: ApiParts): Promise<void> => {
  const { translators, behindSupervisor } = parts;
  const tellMember = (by: Actor, member: Actor['user'], change: Parameters<ApiDeps['tellMember']>[2]): void => {
    const telling = async (): Promise<void> => {
      const { settings } = await parts.spaces.get(by.space);
      await tellDirectly({ space: by.space, tPublic: translators.for(settings.locale) }, member, change, parts);
    };
    telling().catch((error: unknown) => parts.log.info({ err: error }, 'a change by somebody else is told at the next reply'));
  };
  const deps: ApiDeps = { ...parts, tellMember };
  await registerApi(app, {
    deps,
    routes: withDocument([...createRoutes(deps), ...createManagingRoutes({ ...parts.managing, tellMember })], parts.version),
    authenticators: [bearer(deps), byCookie(deps.page)],
    ...(behindSupervisor ? { addressOf: handedOnFrom } : {}),
  });
};
