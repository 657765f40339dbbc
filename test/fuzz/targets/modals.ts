import fc from 'fast-check';
import { attachments, FILE } from '../support/files.js';
import { PROBED } from '../support/probes.js';
import { attack, enter, originOf, scene, type Scene } from '../support/scene.js';
import { openStage, type Stage } from '../support/stage.js';
import { hostileId, hostileJson, hostileText } from '../support/texts.js';
import { property, type Target } from '../target.js';
import { customIdOf, forged, onlyTheirOwn, type Forged } from './components.js';

/** The bot's own forms, and those with every kind of field. */
const FORMS = PROBED.components.flatMap((one) => ('texts' in one ? [one.route] : []));
const fieldName = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('note', 'value', 'text', 'select', 'users', 'channels', 'files', 'radio', 'ticks', 'tick'),
  },
  { weight: 1, arbitrary: hostileText },
);
/** What may stand in any field: what is typed, ticked, chosen, or something that is none of it. */
const field = fc.record(
  {
    custom_id: fieldName,
    value: fc.oneof({ weight: 3, arbitrary: hostileText }, { weight: 1, arbitrary: hostileJson }),
    values: fc.oneof(
      { weight: 3, arbitrary: fc.array(fc.oneof(hostileId, fc.constantFrom(FILE, 'a', 'b')), { maxLength: 4 }) },
      { weight: 1, arbitrary: hostileJson },
    ),
    label: fc.boolean(),
  },
  { requiredKeys: ['custom_id', 'label'] },
);
const form = fc
  .tuple(forged, fc.constantFrom(...FORMS), fc.boolean())
  .map(([id, route, bare]): Forged => (bare ? { ...id, prefix: 'pc1', route, values: [], slips: [] } : { ...id, route }));

const input = fc.record({
  scene,
  submits: fc.array(
    fc.record({
      id: fc.oneof({ weight: 3, arbitrary: form }, { weight: 1, arbitrary: forged }),
      fields: fc.array(field, { maxLength: 5 }),
      resolved: fc.oneof(hostileJson, fc.record({ attachments, channels: fc.dictionary(hostileId, hostileJson) })),
      message: fc.option(
        fc.record({ id: fc.constant('9'), embeds: fc.array(fc.record({ description: hostileText }), { maxLength: 1 }) }),
        {
          nil: undefined,
        },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
type Input = typeof input extends fc.Arbitrary<infer T> ? T : never;

const play = async (stage: Stage, made: Scene, submits: Input['submits']): Promise<void> => {
  const attacker = await enter(stage, made);
  for (const { id, fields, message, resolved } of submits) {
    const customId = customIdOf(id, attacker, stage);
    const rows = fields.map(({ label, ...one }) =>
      label ? { type: 18, component: { type: 4, ...one } } : { type: 1, components: [{ type: 4, ...one }] },
    );
    const data = { custom_id: customId, components: rows, resolved };
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
