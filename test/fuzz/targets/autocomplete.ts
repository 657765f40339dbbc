import fc from 'fast-check';
import { z } from 'zod';
import { attack, enter, originOf, scene, type Scene } from '../support/scene.js';
import { openStage, type Stage } from '../support/stage.js';
import { hostileText } from '../support/texts.js';
import { must, property, type Target } from '../target.js';
import { LEAVES, nest, type Given } from './commands.js';

const choices = z.object({ data: z.object({ choices: z.array(z.unknown()) }) });

const typing: fc.Arbitrary<{
  readonly command: string;
  readonly option: string;
  readonly typed: unknown;
  readonly name: string;
}> = fc.constantFrom(...LEAVES).chain(({ path, command }) =>
  fc.record({
    command: fc.constant(path.join(' ')),
    option: fc.constantFrom(...Object.keys(command.options), 'category', '__proto__'),
    typed: fc.oneof(hostileText, fc.constantFrom('w', 'wo', 'mEE', 'wrok', ''), fc.integer()),
    name: hostileText,
  }),
);

const play = async (
  stage: Stage,
  made: Scene,
  typed: readonly (typeof typing extends fc.Arbitrary<infer T> ? T : never)[],
): Promise<void> => {
  const attacker = await enter(stage, made);
  for (const { command, option, typed: value, name } of typed) {
    const [first = '', ...path] = command.split(' ');
    const options: Given[] = [
      { name: option, type: 3, value, focused: true },
      { name, type: 3, value: name, focused: true },
    ];
    const data = { id: '1', name: first, type: 1, options: nest(path, options) };
    const answer = await attack(stage, attacker, { ...originOf(stage, attacker), type: 4, data });
    const found = choices.parse(answer.responses[0]).data.choices;
    must(
      first !== 'admin' || (attacker.manager && attacker.place === 'guild') || found.length === 0,
      'choices for who may not ask',
    );
    must(stage.changes.length === 0 && stage.written.length === 0, 'typing changed something');
  }
};

/** What is typed before anything is sent. */
export const autocomplete: Target = {
  name: 'autocomplete',
  weight: 8,
  async open() {
    const stage = await openStage();
    const input = fc.record({ scene, typed: fc.array(typing, { minLength: 1, maxLength: 3 }) });
    return { run: property('autocomplete', input, (value) => play(stage, value.scene, value.typed)), close: () => stage.close() };
  },
};
