import { namedCategory } from '../../domain/category-search.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { RoleId, UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { noticeView } from '../../views/notice.js';
import { noteOf } from '../../views/read-back.js';
import { activeChoices } from '../category-choices.js';
import { categoryMark } from '../category-mark.js';
import { momentIn } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context, SourceMessage } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { field } from '../kit/fields/index.js';
import { inGuild, needs } from '../kit/guards.js';
import { defineUserCommand } from '../kit/menus.js';
import { defineModal } from '../kit/modal.js';
import { opt } from '../kit/options.js';
import { failure, message, update } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { loadedZoneOf } from '../zone-of.js';
import { REASON_MAX, type ForcingDeps } from './forcing.js';
import { FORCE_IDS } from './custom-ids.js';
import { endOne, forceOne } from './one.js';
import { askForAll, endAll, type CrowdDeps, type Which } from './several.js';

/** Asked on every command, click and form. */
const guards = [inGuild, needs('forceClockOut')];

interface Whom {
  readonly user: UserId | undefined;
  readonly role: RoleId | undefined;
  readonly category: string | undefined;
}

/** A role or category of which everybody is meant; null for a single member. FORCE_OUT_WHOM, CATEGORY_NOT_FOUND. */
const whichOf = async (
  ctx: Context,
  { user, role, category }: Whom,
  { spaces }: Pick<Deps, 'spaces'>,
): Promise<Result<Which | null, DomainError>> => {
  if ([user, role, category].filter((one) => one !== undefined).length !== 1) return err(domainError('FORCE_OUT_WHOM'));
  if (role !== undefined) return ok({ what: 'role', which: role });
  if (category === undefined) return ok(null);
  const found = namedCategory(await spaces.get(ctx.space), category);
  return found.ok ? ok({ what: 'category', which: categoryMark(found.value.id) }) : found;
};

/** Clocks others out: one member, or all of a role or category, now or at a time in the past. */
const forceClockOut = defineCommand({
  name: 'forceclockout',
  visibility: 'ephemeral',
  guards,
  options: {
    user: opt.user().optional(),
    role: opt.role().optional(),
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).optional(),
    at: opt.string({ minLength: 1, maxLength: 64 }).optional(),
    reason: opt.string({ minLength: 1, maxLength: REASON_MAX }).optional(),
  },
  async run(ctx, { user, role, category, at, reason }, deps: CrowdDeps) {
    const which = await whichOf(ctx, { user, role, category }, deps);
    if (!which.ok) return failure(which.error);
    if (which.value === null) {
      return user === undefined ? failure(domainError('FORCE_OUT_WHOM')) : forceOne(ctx, { member: user, at, reason }, deps);
    }
    const asked = await askForAll(ctx, { ...which.value, at, reason }, deps);
    return asked.ok ? message(asked.value) : failure(asked.error);
  },
});

const at = field.text({
  label: 'forceout.form.at',
  description: 'forceout.form.atText',
  placeholder: 'entries.fields.timeExample',
  max: 64,
  required: false,
});
const reason = field.text({
  label: 'entries.managed.reason',
  description: 'entries.managed.reasonText',
  max: REASON_MAX,
  required: false,
});

/** Asks when and why, which is also the moment to think again: a menu is easily hit by mistake. */
export const forceForm = defineModal({
  route: FORCE_IDS.form,
  guards,
  title: 'forceout.form.title',
  fields: { at, reason },
  run: (ctx, { member }, typed, deps: ForcingDeps) => forceOne(ctx, { member, ...typed }, deps),
});

/** The same by right click on a person. */
const forceMenu = defineUserCommand({
  name: 'forceout',
  visibility: 'ephemeral',
  guards,
  run: (ctx, { id }, deps: Pick<Deps, 'documents' | 'spaces'>) =>
    Promise.resolve(
      forceForm.open(ctx, { member: id }, {}, { zone: loadedZoneOf(ctx, deps) ?? ctx.t('forceout.form.yourZone') }),
    ),
});

/** The reason on the message of the button that was clicked; empty for none. */
const reasonOn = ({ message: shown }: { readonly message: SourceMessage | null }): string =>
  noteOf(shown).slice(0, 2 * REASON_MAX);

const oneButton = defineButton({
  route: FORCE_IDS.one,
  guards,
  async run(ctx, { member, session, at: ends }, deps: ForcingDeps) {
    const asked = { member, session, endedAt: momentIn(ends), reason: reasonOn(ctx) };
    const ended = await endOne(ctx, asked, deps);
    return ended.ok ? update(ended.value) : failure(ended.error);
  },
});

const allButton = defineButton({
  route: FORCE_IDS.all,
  guards,
  async run(ctx, { what, which, asked, at: ends }, deps: CrowdDeps) {
    const confirmed = { what, which, asked: momentIn(asked) ?? 0, endedAt: momentIn(ends), reason: reasonOn(ctx) };
    const ended = await endAll(ctx, confirmed, deps);
    return ended.ok ? update(ended.value) : failure(ended.error);
  },
});

const cancelButton = defineButton({
  route: FORCE_IDS.cancel,
  guards,
  run: (ctx) => Promise.resolve(update(noticeView(ctx.t('forceout.cancelled')))),
});

export const forceOut: Feature = {
  commands: [forceClockOut],
  menus: [forceMenu],
  components: [oneButton, allButton, cancelButton, forceForm],
};
