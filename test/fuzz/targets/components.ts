import fc from 'fast-check';
import { IDS } from '../../../src/commands/custom-ids.js';
import { TOPICS } from '../../../src/domain/setting-kinds.js';
import { SETTING_KEYS } from '../../../src/domain/settings.js';
import { splitCustomId } from '../../../src/commands/kit/custom-id.js';
import { PROBED } from '../support/probes.js';
import { attack, enter, originOf, scene, type Attacker, type Scene } from '../support/scene.js';
import { BOB, openStage, type Stage } from '../support/stage.js';
import { hostileId, hostileJson, hostileText } from '../support/texts.js';
import { must, property, type Target } from '../target.js';

const ROUTE_NAMES = PROBED.components.map(({ route }) => route);

type Value = { readonly from: 'me' | 'mySession' | 'bob' | 'bobHere' | 'bobElsewhere' | 'bobAlone' } | { readonly text: string };

const known = (from: Extract<Value, { from: unknown }>['from']): Value => ({ from });
const made = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<Value> => arbitrary.map((text) => ({ text }));

const settingKey = fc.constantFrom<string>(...SETTING_KEYS, ...TOPICS);
const owner: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(known('me'), known('me'), known('bob')) },
  { weight: 1, arbitrary: made(hostileId) },
);
const second: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(known('mySession'), known('bobHere'), known('bobElsewhere'), known('bobAlone')) },
  { weight: 2, arbitrary: made(fc.constantFrom('work', 'meeting', 'foreign0', 'break', '0', '9999')) },
  { weight: 2, arbitrary: made(hostileText) },
);

/** Done to an id after it was put together: a piece taken out, or something put in. */
interface Slip {
  readonly at: number;
  readonly take: number;
  readonly put: string;
}
const slip: fc.Arbitrary<Slip> = fc.record({
  at: fc.integer({ min: 0, max: 60 }),
  take: fc.integer({ min: 0, max: 40 }),
  put: fc.oneof(fc.constantFrom('', ':', '%', '%3A', '%25', 'pc1:', '\u0000', '0'), hostileText),
});

export interface Forged {
  readonly prefix: string;
  readonly route: string;
  readonly values: readonly Value[];
  readonly slips: readonly Slip[];
}
export const forged: fc.Arbitrary<Forged> = fc.record({
  prefix: fc.oneof({ weight: 20, arbitrary: fc.constant('pc1') }, { weight: 1, arbitrary: hostileText }),
  route: fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...ROUTE_NAMES) }, { weight: 1, arbitrary: hostileText }),
  values: fc.oneof(
    { weight: 8, arbitrary: fc.tuple(owner, second) },
    { weight: 2, arbitrary: made(fc.constantFrom('0', '1', '9999', '-1', '1e3', '')).map((value) => [value]) },
    { weight: 2, arbitrary: made(settingKey).map((key) => [key]) },
    { weight: 1, arbitrary: fc.tuple(made(settingKey), made(hostileText), made(fc.constantFrom('now', 'cancel', 'later'))) },
    { weight: 1, arbitrary: fc.array(fc.oneof(owner, second), { maxLength: 5 }) },
  ),
  slips: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(slip, { minLength: 1, maxLength: 3 }) },
  ),
});

/** The custom id as it is sent, whose ids are those of this case. */
export const customIdOf = ({ prefix, route, values, slips }: Forged, { user, session }: Attacker, stage: Stage): string => {
  const ids: Readonly<Record<Extract<Value, { from: unknown }>['from'], string>> = {
    ...{ me: user, mySession: session, bob: BOB },
    ...stage.sessions,
  };
  const parts = values.map((value) => ('from' in value ? ids[value.from] : value.text));
  return slips.reduce(
    (id, { at, take, put }) => id.slice(0, at) + put + id.slice(at + take),
    [prefix, route, ...parts].join(':'),
  );
};

/** Routes whose ids begin with their owner. */
const OWNED: ReadonlySet<string> = new Set(
  Object.values(IDS).flatMap(({ name }) => (name === IDS.categories.name ? [] : [name])),
);

/** Whose the id says that it is; undefined for the routes of nobody. */
export const claimedOwner = (customId: string): string | undefined => {
  const id = splitCustomId(customId);
  return id === undefined || !OWNED.has(id.route)
    ? undefined
    : (id.values[0] ?? '').replaceAll('%3A', ':').replaceAll('%25', '%');
};

const embed = fc.record({
  description: fc.option(hostileText, { nil: undefined }),
  fields: fc.option(fc.array(fc.record({ name: hostileText, value: hostileText }), { maxLength: 2 }), { nil: undefined }),
});

const input = fc.record({
  scene,
  clicks: fc.array(
    fc.record({
      id: forged,
      type: fc.constantFrom(2, 2, 3, 5, 8, 99),
      embeds: fc.array(embed, { maxLength: 2 }),
      values: fc.option(fc.array(hostileText, { maxLength: 3 }), { nil: undefined }),
      resolved: fc.option(hostileJson, { nil: undefined }),
      flags: fc.option(fc.constantFrom(0, 64, 32_768), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
type Input = typeof input extends fc.Arbitrary<infer T> ? T : never;

const play = async (stage: Stage, made: Scene, clicks: Input['clicks']): Promise<void> => {
  const attacker = await enter(stage, made);
  for (const { id, type, embeds, values, resolved, flags } of clicks) {
    const customId = customIdOf(id, attacker, stage);
    const data = { custom_id: customId, component_type: type, ...(values === undefined ? {} : { values }), resolved };
    await attack(stage, attacker, { ...originOf(stage, attacker), type: 3, message: { id: '9', flags, embeds }, data });
    onlyTheirOwn(stage, attacker, customId);
    stage.wait(61_000);
  }
};

/** An id that names another owner changes nothing at all, not even what is the attacker's own. */
export const onlyTheirOwn = (stage: Stage, attacker: Attacker, customId: string): void => {
  const of = claimedOwner(customId);
  must(of === undefined || of === attacker.user || stage.changes.length === 0, () => `a button of ${of} was obeyed`);
};

/** Custom ids of buttons and selects: forged, cut, of others, of other guilds, of messages that never were. */
export const components: Target = {
  name: 'components',
  weight: 20,
  async open() {
    const stage = await openStage();
    return { run: property('components', input, (value) => play(stage, value.scene, value.clicks)), close: () => stage.close() };
  },
};
