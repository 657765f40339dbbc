import { requestId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { profile } from '../../engine/documents/kinds/profile.js';
import { sharing } from '../../engine/documents/kinds/sharing.js';
import { keepStanding } from '../../engine/standing.js';
import type { Deps } from '../deps.js';
import type { Context } from './context.js';

export type NoteDeps = Pick<Deps, 'documents' | 'spaces' | 'boards' | 'ids'>;

/** What boards need to know of a member. */
interface Known {
  readonly name: string | null;
  readonly left: boolean;
  readonly keptOffBy: ReturnType<typeof keptOffBy>;
}

const keptOffBy = ({ memberRoles }: Context, role: Parameters<Context['memberRoles']['has']>[0] | null) =>
  role !== null && memberRoles.has(role) ? role : null;

/**
 * After the answer: notes what an interaction tells of its member, as far as boards need it. Who clicks is in the server, has a name there, and has or has not the
 * role that keeps members off the boards; Discord tells of none of it otherwise. A name is kept only of those whom boards show. Nearly always nothing is
 * new, and what is compared is in memory. Never rejects.
 */
export const noteMember = async (deps: NoteDeps, ctx: Context): Promise<void> => {
  if (ctx.guild === null) return;
  try {
    const { settings } = deps.spaces.loaded(ctx.space) ?? (await deps.spaces.get(ctx.space));
    if (!settings.boards) return;
    const member = { space: ctx.space, user: ctx.user };
    const [choices, profiles] = [deps.documents.of(sharing), deps.documents.of(profile)];
    const { boards } = choices.loaded(member) ?? (await choices.get(member));
    const mayBeShown = boards ?? settings.boardsOf === 'everyone';
    // Of whom no board shows nothing is kept; who has said no may have been shown before.
    if (!mayBeShown && boards === null && profiles.loaded(member) === undefined) return;
    const kept = profiles.loaded(member) ?? (await profiles.get(member));
    const known: Known = {
      name: mayBeShown ? (ctx.displayName ?? kept.name) : null,
      left: false,
      keptOffBy: keptOffBy(ctx, settings.boardsWithout),
    };
    if (kept.name === known.name && kept.left === known.left && kept.keptOffBy === known.keptOffBy) return;
    const by = {
      actor: null,
      requestId: requestId(deps.ids.next()),
      at: ctx.occurredAt,
      event: 'memberSeen',
      source: ctx.source,
    };
    const stored = await profiles.update(member, by, (document) => ok({ ...document, ...known }));
    if (!stored.ok) ctx.log.debug({ code: stored.error.code }, 'what boards need to know of a member was not kept');
    else if (kept.left || kept.keptOffBy !== known.keptOffBy) await keepStanding({ ...deps, store: deps.boards }, member);
  } catch (error) {
    ctx.log.debug({ err: error }, 'what boards need to know of a member is noted another time');
  }
};
