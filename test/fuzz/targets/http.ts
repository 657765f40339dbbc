import fc from 'fast-check';
import { damage, damaged } from '../support/bytes.js';
import { openDoor } from '../support/door.js';
import { leaks, openStage, type Stage } from '../support/stage.js';
import { hostileText } from '../support/texts.js';
import { must, property, type Target } from '../target.js';

type Door = Awaited<ReturnType<typeof openDoor>>;

const header = fc.oneof(
  fc.constantFrom(
    'content-type: application/json',
    'content-type: application/json; charset=utf-16',
    'content-type: multipart/form-data; boundary=x',
    'content-type: __proto__',
    'content-type:',
    'content-encoding: gzip',
    'transfer-encoding: chunked',
    'transfer-encoding: chunked, gzip',
    'content-length: 99999999999999999999',
    'content-length: -1',
    'expect: 100-continue',
    'connection: upgrade',
    'upgrade: websocket',
    'x-forwarded-for: 127.0.0.1',
    'x-http-method-override: GET',
    `x-signature-ed25519: ${'0'.repeat(128)}`,
    `x-signature-ed25519: ${'ab'.repeat(64)}`,
    `x-signature-timestamp: ${Math.floor(Date.now() / 1000)}`,
    'x-signature-timestamp: 1e9',
    `cookie: ${'a=b; '.repeat(800)}`,
    `x-long: ${'y'.repeat(20_000)}`,
  ),
  fc.tuple(hostileText, hostileText).map(([name, value]) => `${name}: ${value}`),
);
const requestOf = fc.record({
  method: fc.constantFrom('POST', 'POST', 'POST', 'GET', 'HEAD', 'PUT', 'OPTIONS', 'TRACE', 'CONNECT', 'BREW', ''),
  path: fc.oneof(
    { weight: 4, arbitrary: fc.constant('/interactions') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '/healthz',
        '/readyz',
        '/metrics',
        '/',
        '*',
        '/interactions/../healthz',
        '//interactions',
        '/%00',
        '/%zz',
      ),
    },
    { weight: 1, arbitrary: fc.webPath() },
    { weight: 1, arbitrary: hostileText },
  ),
  version: fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9.9', 'RESP'),
  headers: fc.array(header, { maxLength: 6 }),
  length: fc.option(fc.constantFrom<'right' | number>('right', 'right', 0, 1, 1_000_000, 2_000_000)),
  body: fc.oneof(hostileText, fc.json(), fc.constant('x'.repeat(1_100_000)), fc.constant('[['.repeat(60_000))),
  damage: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(damage(), { maxLength: 3 }) }),
});
type Request = typeof requestOf extends fc.Arbitrary<infer T> ? T : never;

const bytesOf = ({ method, path, version, headers, length, body, damage: changes }: Request): Buffer => {
  const payload = Buffer.from(body);
  const size = length === null ? [] : [`content-length: ${length === 'right' ? payload.length : length}`];
  const head = [`${method} ${path} ${version}`, 'host: bot', ...headers, ...size].join('\r\n');
  return damaged(Buffer.concat([Buffer.from(`${head}\r\n\r\n`), payload]), changes);
};

/** Of what came back: nothing of our inside. */
export const keepsToItself = (reply: string): void => {
  const [head = ''] = reply.split('\r\n\r\n');
  must(!/^(server|x-powered-by):/im.test(head), () => `a banner: ${head}`);
  must(!/node_modules|\bat .*:\d+:\d+|\.[tj]s:\d+|FST_/.test(reply), () => `our inside: ${reply.slice(0, 2_000)}`);
  must(!leaks(reply), () => `somebody's data: ${reply.slice(0, 2_000)}`);
};

const play = async (stage: Stage, door: Door, request: Request): Promise<void> => {
  const before = door.dispatched();
  stage.log.lines.length = 0;
  const reply = await door.exchange(bytesOf(request), false);
  must(reply === '' || /^HTTP\/1\.1 [1-4]\d\d /.test(reply), () => `answered: ${reply.slice(0, 500)}`);
  keepsToItself(reply);
  must(door.dispatched() === before, 'an unsigned request reached the dispatcher');
  must(stage.log.at('error').length === 0, () => `in the log: ${JSON.stringify(stage.log.lines)}`);
};

/** Bytes from the network, none of them signed by Discord. */
export const http: Target = {
  name: 'http',
  weight: 12,
  async open() {
    const stage = await openStage();
    const door = await openDoor(stage);
    return {
      run: property('http', requestOf, (request) => play(stage, door, request)),
      close: async () => {
        await door.close();
        await stage.close();
      },
    };
  },
};
