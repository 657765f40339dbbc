import { TeamWeek, weekInReview } from '../../domain/digest.js';
import { personalSpace, type SpaceId, type UserId } from '../../domain/ids.js';
import type { Week } from '../../domain/week.js';
import { membersWhoAgreed } from '../../engine/agreed.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { sharing } from '../../engine/documents/kinds/sharing.js';
import type { DigestSender } from '../../engine/jobs/digest.js';
import type { Translators } from '../../i18n/translators.js';
import { memberDigest, serverDigestView, type ServerDigestModel } from '../../views/digest/digest-view.js';
import type { Deps, Warnings } from '../deps.js';
import { lookOf } from '../present.js';
import { comingWeek, daysOf, sumOfDay, todayOf, weekOfMember, type WeekDeps } from './week.js';

export type SendingDeps = WeekDeps & {
  readonly direct: Deps['direct'];
  readonly messages: Pick<Deps['messages'], 'post'>;
  readonly warnings: Pick<Warnings, 'digestNotPosted'>;
  readonly translators: Pick<Translators, 'for'>;
};

/** Discord takes nonces of at most 25 characters: the week, and the end of what tells one digest from others in the same channel. */
const nonceOf = (week: Week, of: string): string => `d${week.from}:${of.slice(-15)}`;

/** Has the member agreed to both that it is made and that it is sent? */
const agrees = async (space: SpaceId, user: UserId, { documents }: Pick<Deps, 'documents'>): Promise<boolean> => {
  const [{ insights }, { directMessages }] = await Promise.all([
    documents.of(sharing).get({ space, user }),
    documents.of(preferences).get({ space: personalSpace(user), user }),
  ]);
  return insights && directMessages;
};

/** The days of all who agreed, added up: sums by day of all of them, and the week by category. One member at a time is in memory. */
const teamOf = async (space: SpaceId, week: Week, today: string, deps: WeekDeps) => {
  const team = new TeamWeek();
  const days = new Map<string, number>();
  for await (const users of membersWhoAgreed({ store: deps.timesheet, documents: deps.documents }, space)) {
    for (const user of users) {
      const own = await daysOf(space, user, today, deps);
      team.add(weekInReview(own, week));
      for (const day of own.keys()) days.set(day, (days.get(day) ?? 0) + sumOfDay(own, day));
    }
  }
  return { team, days };
};

/** The week of a server; null when it may not be told. Rejects with `StoreUnavailable`. */
export const weekOfServer = async (space: SpaceId, week: Week, deps: WeekDeps): Promise<ServerDigestModel | null> => {
  const config = await deps.spaces.get(space);
  const today = todayOf(config, deps.clock.now());
  const { team, days } = await teamOf(space, week, today, deps);
  const told = team.review();
  if (told === null || told.review.ms <= 0) return null;
  const { people } = team;
  const { ms, usualMs, categories } = told.review;
  const booked = new Map([...days].map(([day, sum]) => [day, new Map([['', sum]])]));
  return {
    ...{ week, ms, usualMs, people, others: told.others },
    categories: categories.map(({ category, ...compared }) => ({ ...compared, look: lookOf(config, category) })),
    coming: await comingWeek(space, booked, { config, today, doneMs: days.get(today) ?? 0, people }, deps),
  };
};

/** Sends digests, in the language of the server: what language a member reads is not known here. */
export const createDigestSender = (deps: SendingDeps): DigestSender => {
  const languageOf = async (space: SpaceId) => deps.translators.for((await deps.spaces.get(space)).settings.locale);
  return {
    async forMember(space, user, week) {
      if (!(await agrees(space, user, deps))) return null;
      const model = await weekOfMember({ space, user }, week, true, deps);
      if (model === null) return null;
      const view = memberDigest(model, await languageOf(space));
      return () => deps.direct.send(user, view, nonceOf(week, space));
    },
    async forServer(space, channel, week) {
      const model = await weekOfServer(space, week, deps);
      if (model === null) return null;
      const view = serverDigestView(model, await languageOf(space));
      return () => deps.messages.post(channel, view, nonceOf(week, channel), { silent: true });
    },
    warn: (space, channel, error) => deps.warnings.digestNotPosted(space, channel, error),
  };
};
