import fc from 'fast-check';
import { EMPTY_MEMBER } from '../../../src/domain/session.js';
import { ANN, BEN, World } from '../../support/engine.js';
import { damage, damaged } from '../support/bytes.js';
import { must, property, type Target } from '../target.js';

const input = fc.record({
  /** What the process did before it died: who, and in turn in and out; `false`: while Redis was away. */
  story: fc.array(fc.record({ ben: fc.boolean(), stored: fc.boolean(), note: fc.option(fc.string({ maxLength: 20 })) }), {
    minLength: 1,
    maxLength: 6,
  }),
  damage: fc.array(fc.record({ file: fc.nat(), change: damage() }), { maxLength: 4 }),
  /** Redis has lost what it had. */
  forgotten: fc.boolean(),
});

const play = async ({
  story,
  damage: changes,
  forgotten,
}: typeof input extends fc.Arbitrary<infer T> ? T : never): Promise<void> => {
  const world = new World();
  const first = await world.started({ segmentBytes: 16 << 10 });
  const asked = new Map<string, string>();
  for (const { ben, stored, note } of story) {
    first.store.link.set(stored);
    const user = ben ? BEN : ANN;
    const request = world.in({ user });
    asked.set(request.requestId, JSON.stringify([user, note]));
    const began = await first.engine.tracker.clockIn({ ...request, note });
    if (!began.ok) await first.engine.tracker.clockOut(world.request({ user, requestId: request.requestId }));
    world.clock.advance(60_000);
  }
  const ledger = JSON.stringify([world.ledger(ANN), world.ledger(BEN)]);
  world.crash(1, first);
  if (forgotten) world.backend.spaces.clear();
  const files = world.fs.paths;
  for (const { file, change } of changes) world.fs.damage(files[file % files.length] ?? '', (bytes) => damaged(bytes, [change]));

  const second = await world.started({ segmentBytes: 16 << 10 });
  // What is missing in between may be in another process's journal: that one is given a moment.
  for (let turn = 0; turn < 20 && second.engine.journalHealth().syncing; turn += 1) await world.clock.advanceAsync(2_000);
  must(!second.engine.journalHealth().syncing, 'the sync goes on for ever');
  await second.engine.drain(1_000);
  for (const user of [ANN, BEN]) {
    const state = world.stored(user) ?? EMPTY_MEMBER;
    for (const session of [state.active, state.last]) {
      if (session === null) continue;
      const said = asked.get(session.id);
      must(said !== undefined, () => `a session that nobody began: ${session.id}`);
    }
  }
  for (const row of world.backend.spaces.values())
    for (const { requestId } of row.ledger) must(asked.has(requestId), () => `a change that nobody asked for: ${requestId}`);
  if (changes.length === 0 && !forgotten && story.every(({ stored }) => stored))
    must(JSON.stringify([world.ledger(ANN), world.ledger(BEN)]) === ledger, 'the ledger changed');
  const failures = world.log.at('error').filter(({ message }) => !EXPECTED.test(message));
  must(failures.length === 0, () => JSON.stringify(failures.map(({ message, fields }) => [message, String(fields['err'])])));
};

/** What damage is reported as. */
const EXPECTED =
  /^(the journal is damaged: records are lost|a journal record cannot be understood|changes are missing from the store and from this journal)$/;

/** A whole journal directory of a dead process, damaged, and the process that takes it over. */
export const journalAdopt: Target = {
  name: 'journal-adopt',
  weight: 0.5,
  open: () => Promise.resolve({ run: property('journal-adopt', input, play), close: () => Promise.resolve() }),
};
