import fc from 'fast-check';
import { attachments } from '../support/files.js';
import { PROBE_MENUS } from '../support/probes.js';
import { attack, enter, originOf, scene, type Scene } from '../support/scene.js';
import { BOB, openStage, type Stage } from '../support/stage.js';
import { hostileId, hostileJson, hostileText } from '../support/texts.js';
import { property, type Target } from '../target.js';

const id = fc.oneof({ weight: 3, arbitrary: fc.constant(BOB) }, { weight: 1, arbitrary: hostileId });
const rows = (row: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.dictionary(fc.constantFrom(BOB, '__proto__'), row) },
    { weight: 1, arbitrary: hostileJson },
  );
const person = fc.record({ id, bot: fc.oneof(fc.boolean(), hostileJson) }, { requiredKeys: ['id'] });
const member = fc.record({ roles: fc.oneof(fc.array(id), hostileJson) });
const message = fc.record(
  {
    id,
    channel_id: id,
    author: fc.oneof(person, hostileJson),
    content: fc.oneof(hostileText, hostileJson),
    attachments: fc.oneof(fc.array(hostileJson), attachments),
  },
  { requiredKeys: ['id', 'channel_id', 'author'] },
);
const use = fc.record(
  {
    name: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PROBE_MENUS) }, { weight: 1, arbitrary: hostileText }),
    type: fc.constantFrom(2, 3, 2, 3, 1, 4, 99),
    target_id: id,
    resolved: fc.oneof(fc.record({ users: rows(person), members: rows(member), messages: rows(message) }), hostileJson),
  },
  { requiredKeys: ['name', 'type'] },
);
const input = fc.record({ scene, uses: fc.array(use, { minLength: 1, maxLength: 3 }) });

const play = async (stage: Stage, made: Scene, uses: readonly object[]): Promise<void> => {
  const attacker = await enter(stage, made);
  for (const data of uses) {
    // An id that is none: Discord would not send that, and a reference may be the answer.
    const malformed = 'target_id' in data && !/^\d{1,20}$/.test(String(data.target_id));
    await attack(stage, attacker, { ...originOf(stage, attacker), type: 2, data: { id: '1', ...data } }, malformed);
    stage.wait(61_000);
  }
};

/** Commands in the menus of people and messages, and what is said of those. */
export const menus: Target = {
  name: 'menus',
  weight: 6,
  async open() {
    const stage = await openStage();
    return { run: property('menus', input, (value) => play(stage, value.scene, value.uses)), close: () => stage.close() };
  },
};
