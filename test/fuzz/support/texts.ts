import fc from 'fast-check';

/** What has broken other programs: names of every object, format strings, protocols, markdown, marks of direction, numbers that are none. */
const NASTY = [
  '',
  ' ',
  '-',
  '\u0000',
  'a\u0000b',
  '\r\n*1\r\n$8\r\nFLUSHALL\r\n',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '{{user}}',
  '{{- name}}',
  '$t(common.willSync)',
  '${process.env.DISCORD_TOKEN}',
  '%s%n%d',
  '%3A%253A%',
  'pc1:',
  ':::::',
  '../../../../etc/passwd',
  "'; DROP TABLE members; --",
  '<script>alert(1)</script>',
  '@everyone',
  '<@&100000000000000001>',
  '[text](https://example.invalid)',
  '```\n# ||spoiler||\n> quote',
  '\u202Egnp.exe\u2066\u2069',
  '\u200B',
  '\uFEFF',
  '\uD800',
  'a\uDC00b',
  '👩‍👩‍👧‍👦'.repeat(30),
  'Z̸̡̢͙̪͔̫a̵l̶g̷o'.repeat(12),
  'ﷺ'.repeat(60),
  'İıſß'.repeat(20),
  'NaN',
  'Infinity',
  '-0',
  '1e309',
  '0x10',
  '9'.repeat(20),
  '18446744073709551616',
  '#ffffff',
  '#12345g',
  '<:name:123456789012345678>',
  '<a:x:1>',
  'x'.repeat(200),
  'x'.repeat(6001),
  '\n'.repeat(500),
  '\\'.repeat(200),
  '`'.repeat(200),
] as const;

/** Any 16-bit units, lone surrogates too. */
const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes));

/** A text that nobody means well with. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 250 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 120 }) },
  { weight: 1, arbitrary: units },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...NASTY), fc.constantFrom(...NASTY)).map((two) => two.join('')) },
);

/** Of those that JSON can say. */
export const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, -1, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 0.1),
);

/** Anything that JSON can say, with keys that objects mind. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom(null, true, false, [], {}, [[[[[[]]]]]]),
  fc.json({ maxDepth: 4 }).map((text): unknown => JSON.parse(text)),
  fc
    .constantFrom('__proto__', 'constructor', 'toJSON', 'length')
    .map((key): unknown => JSON.parse(`{"${key}":{"polluted":true}}`)),
);

/** Ids of people, guilds and roles as an attacker may name them. */
export const hostileId: fc.Arbitrary<string> = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 66n }).map(String),
  fc.constantFrom('0', '00000000000000000000', '99999999999999999999', '1', ''),
  hostileText,
);
