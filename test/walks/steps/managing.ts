import { CAPABILITIES } from '../../../src/domain/capabilities.js';
import { HOME, LEAD, OWNER, ROLES, spaceAt, STRANGER } from '../cast.js';
import { controlsOn } from '../hands.js';
import type { Scene } from '../scene.js';
import type { Step } from './step.js';

/** Everybody tries what only some may do. */
const others: Step = {
  name: 'others',
  weight: 8,
  async play(scene) {
    const { doing, dice } = scene;
    const who = dice.chance(0.1) ? STRANGER : scene.manager();
    const place = who === STRANGER ? 'elsewhere' : 'home';
    const member = scene.other(who);
    const session = scene.session(spaceAt(place, member), member.user)?.id ?? '123';
    const reason = 'as we said';
    const about = { member: member.user, reason };
    const press = async (...routes: readonly string[]): Promise<void> => {
      const control = doing.hands.leading(who, ...routes);
      if (control !== undefined && dice.chance(0.9)) await doing.use(who, control);
    };
    const way = dice.between(0, 4);
    if (way === 4)
      return dice.chance(0.6)
        ? doing.command(who, place, 'admin leave add', { ...about, from: dice.pick(['today', 'tomorrow']) })
        : doing.command(who, place, 'admin leave remove', { ...about, leave: 'today' });
    if (way === 0) {
      const note = scene.note(member, place);
      await doing.command(who, place, 'admin session add', {
        ...about,
        category: 'Work',
        start: scene.time(),
        duration: '45m',
        note,
      });
      return press('save-of', 'review-of');
    }
    if (way === 1) {
      await doing.command(who, place, 'admin session delete', { ...about, entry: session });
      return press('delete-of');
    }
    if (way === 2) await doing.command(who, place, 'admin session edit', { member: member.user, entry: session });
    else {
      await doing.timeCard(who, place, member.user);
      await press('edit-of');
    }
    return press('save-of', 'review-of');
  },
};

/** Everybody tries to clock others out, one or all of a category. */
const force: Step = {
  name: 'force',
  weight: 3,
  async play(scene) {
    const { doing, dice } = scene;
    const who = scene.manager();
    const whom = dice.chance(0.8) ? { user: scene.other(who).user } : { category: dice.pick(['Work', 'Study']) };
    const at = dice.chance(0.3) ? { at: dice.pick(['5m ago', '1h ago', 'now']) } : {};
    await doing.command(who, 'home', 'forceclockout', { ...whom, ...at, ...(dice.chance(0.5) ? { reason: 'closing' } : {}) });
    const control = doing.hands.leading(who, 'out-of', 'out-of-all');
    if (control !== undefined && dice.chance(0.9)) await doing.use(who, control);
  },
};

/** The channel where requests for changes are shown. */
const REQUESTS = '700000000000000001';

const SETTINGS: readonly (readonly [key: string, values: readonly string[]])[] = [
  ['timeZone', ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Cairo']],
  ['dayStart', ['0:00', '4:00', '6:00']],
  ['dayBoundary', ['split', 'start']],
  ['weekStart', ['monday', 'sunday']],
  ['overlap', ['refuse', 'refuse', 'allow']],
  ['noteRequired', ['on', 'off', 'off']],
  ['minimumSession', ['off', '5m']],
  ['resumeGrace', ['off', '5m', '1h']],
  ['selfEditDays', ['off', '0', '1', '14']],
  ['selfEditBy', ['off', 'off', '0', '30m', '2h']],
  ['membersAddEntries', ['on', 'on', 'off']],
  ['othersSee', ['nothing', 'presence', 'totals']],
];

/** A setting, and, where recorded time is concerned, the answer to what is asked. */
const setting: Step = {
  name: 'setting',
  weight: 5,
  async play(scene) {
    const { doing, dice } = scene;
    const who = scene.manager();
    const [key, values] = dice.pick(SETTINGS);
    const reset = dice.chance(0.2);
    await doing.command(who, 'home', reset ? 'config reset' : 'config set', reset ? { key } : { key, value: dice.pick(values) });
    const answer = doing.hands.leading(who, 'setting-answer');
    if (answer !== undefined && dice.chance(0.8)) await doing.use(who, answer);
  },
};

/** What walks are about; the others decide nothing that they do. */
const DECIDING = CAPABILITIES.filter((one) => !['exportOthers', 'seeInsights', 'manageDashboards'].includes(one));

/** Sometimes a name and sometimes a role; now and then everybody. */
const subject = (scene: Scene): { readonly role: string } | { readonly member: string } => {
  const { dice } = scene;
  if (dice.chance(0.4)) return { member: scene.person().user };
  return { role: dice.chance(0.15) ? HOME : dice.pick(ROLES) };
};

const grants: Step = {
  name: 'grants',
  weight: 5,
  play(scene) {
    const { doing, dice } = scene;
    const capability = dice.chance(0.2) ? 'seeOthers' : dice.pick(DECIDING);
    const way = dice.pick(['allow', 'allow', 'deny', 'clear', 'clear']);
    return doing.command(scene.manager(), 'home', `config permissions ${way}`, { capability, ...subject(scene) });
  },
};

/** Everybody tries what approvers do, on the messages in the channel of requests. */
const approvals: Step = {
  name: 'approvals',
  weight: 6,
  async play(scene) {
    const { doing, dice, stage } = scene;
    const open = stage.posted.flatMap(({ view }) => controlsOn(view, 'home'));
    if (open.length > 0) await doing.use(scene.manager(), dice.pick(open.slice(-9)));
  },
};

/** Somebody who is denied to see others, and looks. */
const blinded: Step = {
  name: 'blinded',
  weight: 3,
  async play(scene) {
    const { doing, dice } = scene;
    const who = scene.person();
    const way = dice.pick(['deny', 'deny', 'clear'] as const);
    await doing.command(OWNER, 'home', `config permissions ${way}`, { capability: 'seeOthers', member: who.user });
    await doing.command(who, 'home', 'status', { user: scene.other(who).user });
  },
};

/** A lead who leads, so that there is somebody who may by a role alone. */
const lead: Step = {
  name: 'lead',
  weight: 1,
  play: ({ doing, dice }) =>
    doing.command(OWNER, 'home', 'config permissions allow', {
      capability: dice.pick(['editOthers', 'seeOthers', 'manageMembers', 'forceClockOut'] as const),
      role: LEAD,
    }),
};

/** The owner cannot be locked out: now and then everything is as at first. */
const amnesty: Step = {
  name: 'amnesty',
  weight: 3,
  async play(scene) {
    const { doing, dice } = scene;
    const clear = (capability: string, role: string) =>
      doing.command(OWNER, 'home', 'config permissions clear', { capability, role });
    await clear('clockIn', dice.pick([HOME, ...ROLES]));
    await clear(dice.pick(['manageSettings', 'editOthers']), HOME);
    await doing.command(OWNER, 'home', 'config set', { key: 'requestChannel', value: REQUESTS });
    await doing.command(OWNER, 'home', 'admin member restore', { member: scene.person().user });
  },
};

const members: Step = {
  name: 'members',
  weight: 4,
  play(scene) {
    const { doing, dice } = scene;
    const who = scene.manager();
    const member = scene.person().user;
    if (dice.chance(0.55)) return doing.command(who, 'home', 'admin member restore', { member });
    const until = dice.chance(0.7) ? { until: dice.pick(['2h', '1h', '30m']) } : {};
    return doing.command(who, 'home', 'admin member suspend', {
      member,
      reason: 'late',
      ...until,
    });
  },
};

const categories: Step = {
  name: 'categories',
  weight: 3,
  play(scene) {
    const { doing, dice } = scene;
    const who = scene.manager();
    const category = dice.pick(['Study', 'Meeting', 'Support', 'Other']);
    return dice.pick([
      () => doing.command(who, 'home', 'admin categories edit', { category, 'required-role': dice.pick([...ROLES, HOME, HOME]) }),
      () => doing.command(who, 'home', 'admin categories archive', { category }),
      () => doing.command(who, 'home', 'admin categories restore', { category }),
      () => doing.command(who, 'home', 'admin categories restore', { category }),
      () => doing.command(who, 'home', 'admin categories add', { name: `New ${dice.between(1, 9)}` }),
      () => doing.command(who, 'home', 'admin categories list'),
    ])();
  },
};

export const managingSteps: readonly Step[] = [
  others,
  force,
  approvals,
  setting,
  grants,
  blinded,
  lead,
  amnesty,
  members,
  categories,
];
