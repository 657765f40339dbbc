import { isErrorCode, type DomainError } from '../../domain/errors.js';
import { personalSpace, requestId, type CategoryId, type SessionId, type SpaceId, type UserId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import type { ChangeOrigin } from '../../engine/documents-api.js';
import { byItself, type ByItself } from '../../engine/documents/kinds/by-itself.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import type { Translators } from '../../i18n/translators.js';
import { byItselfView, type ShownByItself } from '../../views/by-itself.js';
import type { Deps } from '../deps.js';
import { configOrNull, lookOf } from '../present.js';

type LookDeps = Pick<Deps, 'documents' | 'spaces' | 'timesheet'>;
export type TellingDeps = LookDeps & Pick<Deps, 'direct' | 'clock' | 'ids' | 'log'> & { readonly translators: Translators };

export interface Member {
  readonly space: SpaceId;
  readonly user: UserId;
}

/** How members hear of what happened to them by itself: by direct message if they agreed to get any, else with their next private reply. Never rejects. */
export interface TellingByItself {
  /** To be called before the session ends: of one that goes on nothing is told. */
  willEnd(who: Member, session: SessionId): Promise<void>;
  /** The session has ended. */
  ended(who: Member): Promise<void>;
  notClockedIn(who: Member, category: CategoryId, error: DomainError): Promise<void>;
}

/** What is kept of a member until they are told; of more only the newest. */
const UNTOLD_MAX = 20;

const origin = (event: string, { ids, clock }: Pick<Deps, 'ids' | 'clock'>): ChangeOrigin => ({
  ...{ actor: null, requestId: requestId(ids.next()), at: clock.now(), event, source: 'notice' },
});

const isSame = (a: ByItself, b: ByItself): boolean =>
  a.what === 'ended' ? b.what === 'ended' && a.session === b.session : b.what === 'notClockedIn' && a.at === b.at;

/** What is kept and not shown yet goes after so long, ms: its session goes on all the same, or is not there any more. */
const KEPT_MS = 7 * 86_400_000;

/** What there is to show, and what needs not be kept any longer: it is shown now, or has turned out to be nothing. */
interface Described {
  readonly shown: readonly ShownByItself[];
  readonly settled: readonly ByItself[];
}

/**
 * What there is to show of these. What is about a session that has not ended (yet) waits; one that was ended by a click after all says nothing. Rejects with
 * `StoreUnavailable`.
 */
export const describe = async (
  { space, user }: Member,
  untold: readonly ByItself[],
  { clock, ...deps }: LookDeps & Pick<Deps, 'clock'>,
): Promise<Described> => {
  const config = await configOrNull(deps, space);
  const looked = await Promise.all(
    untold.map(async (of): Promise<Described> => {
      if (of.what === 'notClockedIn') {
        const code = isErrorCode(of.code) ? of.code : 'UNEXPECTED';
        const error = { code, params: of.params };
        return { shown: [{ what: 'notClockedIn', at: of.at, category: lookOf(config, of.category), error }], settled: [of] };
      }
      const session = await deps.timesheet.entry(space, user, of.session);
      if (typeof session?.endedAt !== 'number') return { shown: [], settled: clock.now() - of.at > KEPT_MS ? [of] : [] };
      const isByItself = session.endReason !== 'member' && session.endReason !== 'forced';
      const shown: ShownByItself = { what: 'ended', session, category: lookOf(config, session.category) };
      return { shown: isByItself ? [shown] : [], settled: [of] };
    }),
  );
  return { shown: looked.flatMap(({ shown }) => shown), settled: looked.flatMap(({ settled }) => settled) };
};

/** The member knows of these now, or need not. */
export const forgetTold = async (
  who: Member,
  told: readonly ByItself[],
  deps: Pick<Deps, 'documents' | 'ids' | 'clock'>,
): Promise<void> => {
  if (told.length === 0) return;
  await deps.documents.of(byItself).update(who, origin('byItselfTold', deps), (kept) => {
    const untold = kept.untold.filter((one) => !told.some((other) => isSame(one, other)));
    return ok(untold.length === kept.untold.length ? kept : { ...kept, untold });
  });
};

export const createTellingByItself = (deps: TellingDeps): TellingByItself => {
  const { documents, spaces, direct, translators, clock, log } = deps;

  const keep = async (who: Member, one: ByItself): Promise<void> => {
    const kept = await documents.of(byItself).update(who, origin('byItself', deps), (known) => {
      if (known.untold.some((other) => isSame(one, other))) return ok(known);
      return ok({ ...known, untold: [...known.untold, one].slice(-UNTOLD_MAX) });
    });
    if (!kept.ok) log.info({ ...who, code: kept.error.code }, 'a member is not told of something that happened by itself');
  };

  const tellDirectly = async (who: Member): Promise<void> => {
    const own = await documents.of(preferences).get({ space: personalSpace(who.user), user: who.user });
    if (!own.directMessages) return;
    const { untold } = await documents.of(byItself).get(who);
    const { shown, settled } = await describe(who, untold, deps);
    // What language the member reads is not known here: that of the server.
    const t = translators.for((await spaces.get(who.space)).settings.locale);
    if (shown.length === 0 || (await direct.send(who.user, byItselfView(shown, t)))) await forgetTold(who, settled, deps);
  };

  const quietly = async (who: Member, telling: () => Promise<void>): Promise<void> => {
    try {
      await telling();
    } catch (error) {
      log.info({ ...who, err: error }, 'a member hears with the next reply of what happened by itself');
    }
  };

  return {
    willEnd: (who, session) => quietly(who, () => keep(who, { what: 'ended', at: clock.now(), session })),
    ended: (who) => quietly(who, () => tellDirectly(who)),
    notClockedIn: (who, category, { code, params = {} }) =>
      quietly(who, async () => {
        await keep(who, { what: 'notClockedIn', at: clock.now(), category, code, params: { ...params } });
        await tellDirectly(who);
      }),
  };
};
