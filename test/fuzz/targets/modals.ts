import fc from 'fast-check';
import { attack, enter, originOf, scene, type Scene } from '../support/scene.js';
import { openStage, type Stage } from '../support/stage.js';
import { hostileText } from '../support/texts.js';
import { property, type Target } from '../target.js';
import { customIdOf, forged, onlyTheirOwn, type Forged } from './components.js';

const fieldName = fc.oneof({ weight: 4, arbitrary: fc.constant('note') }, { weight: 1, arbitrary: hostileText });
const field = fc.record({ custom_id: fieldName, value: hostileText, label: fc.boolean() });
const note = forged.map((id): Forged => ({ ...id, route: 'note' }));

const input = fc.record({
  scene,
  submits: fc.array(
    fc.record({
      id: fc.oneof({ weight: 3, arbitrary: note }, { weight: 1, arbitrary: forged }),
      fields: fc.array(field, { maxLength: 4 }),
      message: fc.option(fc.record({ embeds: fc.array(fc.record({ description: hostileText }), { maxLength: 1 }) }), {
        nil: undefined,
      }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
type Input = typeof input extends fc.Arbitrary<infer T> ? T : never;

const play = async (stage: Stage, made: Scene, submits: Input['submits']): Promise<void> => {
  const attacker = await enter(stage, made);
  for (const { id, fields, message } of submits) {
    const customId = customIdOf(id, attacker, stage);
    const rows = fields.map(({ label, ...one }) =>
      label ? { type: 18, component: { type: 4, ...one } } : { type: 1, components: [{ type: 4, ...one }] },
    );
    const data = { custom_id: customId, components: rows };
    const payload = { ...originOf(stage, attacker), type: 5, ...(message === undefined ? {} : { message }), data };
    await attack(stage, attacker, payload);
    onlyTheirOwn(stage, attacker, customId);
    stage.wait(61_000);
  }
};

/** What is typed into forms, and the forms that it claims to come from. */
export const modals: Target = {
  name: 'modals',
  weight: 12,
  async open() {
    const stage = await openStage();
    return { run: property('modals', input, (value) => play(stage, value.scene, value.submits)), close: () => stage.close() };
  },
};
