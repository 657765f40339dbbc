import fc from 'fast-check';
import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import type { Command, CommandGroup } from '../../../src/commands/kit/define.js';
import { optionMeta, type OptionMeta } from '../../../src/commands/kit/options.js';
import { attachments, FILE } from '../support/files.js';
import { PROBED } from '../support/probes.js';
import { attack, enter, originOf, scene, type Scene } from '../support/scene.js';
import { BOB, openStage, type Stage } from '../support/stage.js';
import { hostileId, hostileNumber, hostileText } from '../support/texts.js';
import { property, type Target } from '../target.js';

export interface Leaf {
  readonly path: readonly string[];
  readonly command: Command;
}

const leavesOf = (level: readonly (Command | CommandGroup)[], path: readonly string[] = []): readonly Leaf[] =>
  level.flatMap((one) =>
    one.kind === 'command' ? [{ path: [...path, one.name], command: one }] : leavesOf(one.children, [...path, one.name]),
  );

/** Every command there is, from its definition. */
export const LEAVES = leavesOf(PROBED.commands);

/** What members see as choices: names and ids of a new guild's categories. */
/** And settings with what they may stand at. */
const SETTINGS = [
  'timeZone',
  'dayStart',
  'restDays',
  'onRole',
  'Europe/Berlin',
  '4:00',
  'off',
  'on',
  'sunday',
  '1h 30m',
  '14',
] as const;
const CATEGORIES = ['work', 'Work', 'meeting', 'Meeting', 'break', 'study', 'WORK ', 'wrk', 'foreign0'] as const;

/** A value as Discord would let it through, or one as it would not. */
const valueOf = ({ type, choices, min, max }: OptionMeta): fc.Arbitrary<unknown> => {
  const wrong = fc.oneof(hostileText, hostileNumber, fc.boolean());
  switch (type) {
    case Type.String: {
      const listed = choices === undefined ? fc.constantFrom(...CATEGORIES, ...SETTINGS) : fc.constantFrom(...choices);
      return fc.oneof({ weight: 4, arbitrary: hostileText }, { weight: 3, arbitrary: listed }, { weight: 1, arbitrary: wrong });
    }
    case Type.Integer:
    case Type.Number: {
      const near = fc.integer({ min: (min ?? 0) - 2, max: (max ?? 100) + 2 });
      return fc.oneof({ weight: 3, arbitrary: near }, { weight: 2, arbitrary: wrong });
    }
    case Type.Boolean:
      return fc.oneof(fc.boolean(), wrong);
    case Type.User:
    case Type.Role:
    case Type.Channel:
      return fc.oneof(
        { weight: 3, arbitrary: hostileId },
        { weight: 2, arbitrary: fc.constant(BOB) },
        { weight: 1, arbitrary: wrong },
      );
    case Type.Attachment:
      return fc.oneof(
        { weight: 3, arbitrary: fc.constant(FILE) },
        { weight: 1, arbitrary: hostileId },
        { weight: 1, arbitrary: wrong },
      );
  }
};

export interface Given {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
  readonly focused?: boolean;
}

/** Options of a command: mostly its own, sometimes left out, twice, of a wrong type or made up. */
export const optionsFor = ({ command }: Leaf): fc.Arbitrary<readonly Given[]> => {
  const own = Object.entries(command.options).map(([name, schema]) => {
    const meta = optionMeta(schema);
    const given = fc.record({
      name: fc.constant(name),
      type: fc.oneof(
        { weight: 9, arbitrary: fc.constant<number>(meta.type) },
        { weight: 1, arbitrary: fc.integer({ min: 3, max: 11 }) },
      ),
      value: valueOf(meta),
    });
    return fc.option(given, { freq: meta.required ? 20 : 2, nil: null });
  });
  const stray = fc.record({ name: hostileText, type: fc.integer({ min: 3, max: 11 }), value: hostileText });
  return fc
    .tuple(fc.tuple(...own), fc.array(stray, { maxLength: 1 }), fc.integer({ min: 0, max: 9 }))
    .map(([given, strays, twice]) => {
      const options = given.filter((one) => one !== null);
      return [...options, ...(twice === 0 ? options : []), ...strays];
    });
};

export const nest = (path: readonly string[], options: readonly Given[]): readonly object[] => {
  const [first, ...rest] = path;
  return first === undefined ? options : [{ name: first, type: rest.length > 0 ? 2 : 1, options: nest(rest, options) }];
};

interface Call {
  readonly leaf: Leaf;
  readonly options: readonly Given[];
  readonly described: unknown;
}
export const call: fc.Arbitrary<Call> = fc
  .constantFrom(...LEAVES)
  .chain((leaf) => fc.tuple(optionsFor(leaf), attachments).map(([options, described]) => ({ leaf, options, described })));

const readable = ({ leaf, options, described }: Call) => ({ command: leaf.path.join(' '), options, described });

const play = async (stage: Stage, made: Scene, calls: readonly ReturnType<typeof readable>[]): Promise<void> => {
  const attacker = await enter(stage, made);
  for (const { command, options, described } of calls) {
    const [name = '', ...path] = command.split(' ');
    const data = { id: '1', name, type: 1, options: nest(path, options), resolved: { attachments: described } };
    await attack(stage, attacker, { ...originOf(stage, attacker), type: 2, data });
    stage.wait(61_000);
  }
};

/** Every option of every command, by anybody, from anywhere. */
export const commands: Target = {
  name: 'commands',
  weight: 24,
  async open() {
    const stage = await openStage();
    const input = fc.record({ scene, calls: fc.array(call.map(readable), { minLength: 1, maxLength: 3 }) });
    return { run: property('commands', input, (value) => play(stage, value.scene, value.calls)), close: () => stage.close() };
  },
};
