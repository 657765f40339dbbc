import fc from 'fast-check';
import { interactionFixtures } from '../../support/interaction-fixtures.js';
import { openDoor } from '../support/door.js';
import { HOME, leaks, openStage, type Stage } from '../support/stage.js';
import { twist, twisted } from '../support/twist.js';
import { must, property, type Target } from '../target.js';
import { keepsToItself } from './http.js';

const FIXTURES = interactionFixtures({ at: 0 }).length;
const input = fc.record({
  fixture: fc.nat(FIXTURES - 1),
  twists: fc.array(twist, { maxLength: 4 }),
  /** Bytes of the body that are cut off, and what is put behind. */
  cut: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(400) }),
  tail: fc.oneof(
    { weight: 6, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom(' ', '\u0000', '{}', '\xff\xfe') },
  ),
});
let set = 0;

const play = async (
  stage: Stage,
  door: Awaited<ReturnType<typeof openDoor>>,
  { fixture, twists, cut, tail }: typeof input extends fc.Arbitrary<infer T> ? T : never,
): Promise<void> => {
  const fixtures = interactionFixtures({ at: Date.now(), set: (set += 1) % 60, guild: HOME, user: '300000000000000000' });
  const payload = twists.reduce<unknown>((value, one) => twisted(value, one.path, one), fixtures[fixture]?.payload);
  const json = payload === undefined ? '' : JSON.stringify(payload);
  const { headers, body } = door.signer.sign(json.slice(0, json.length - cut) + tail, Date.now());
  stage.log.lines.length = 0;
  const head = [...Object.entries(headers), ['content-length', Buffer.byteLength(body)], ['connection', 'close']].map((one) =>
    one.join(': '),
  );
  const request = Buffer.from(['POST /interactions HTTP/1.1', 'host: bot', ...head, '', body].join('\r\n'));
  const reply = await door.exchange(request, true);
  const status = /^HTTP\/1\.1 (\d+)/.exec(reply)?.[1] ?? 'none';
  // A second delivery of one interaction is not answered again.
  const again = stage.log.lines.some(({ message }) => message === 'delivered twice; ignored');
  must(status === '200' || status === '400' || (status === '500' && again), () => `answered ${status}: ${reply}`);
  keepsToItself(reply);
  must(!leaks(reply), () => `somebody else's data: ${reply}`);
  must(({} as Record<string, unknown>)['polluted'] === undefined, 'every object is polluted');
  const loud = stage.log
    .at('error')
    .filter(({ message }) => !/^(refused|an interaction that is not as Discord documents it)$/.test(message));
  must(loud.length === 0, () => JSON.stringify(loud, (_key, value: unknown) => (value instanceof Error ? value.stack : value)));
};

/** Interactions that are signed, and are not what Discord documents: as from a Discord of another version, or a stolen key. */
export const payloads: Target = {
  name: 'payloads',
  weight: 8,
  async open() {
    const stage = await openStage();
    const door = await openDoor(stage);
    return {
      run: property('payloads', input, (value) => play(stage, door, value)),
      close: async () => {
        await door.close();
        await stage.close();
      },
    };
  },
};
