import fc from 'fast-check';
import { hostileJson, hostileNumber, hostileText } from './texts.js';

/** Id of a file that an interaction may describe. */
export const FILE = '600000000000000001';

const file = fc.record(
  {
    id: fc.oneof(fc.constant(FILE), hostileText),
    filename: fc.oneof(fc.constantFrom('a.csv', 'a.CSV', 'a.csv.exe', '.csv'), hostileText),
    size: fc.oneof(fc.nat(2_000_000), hostileNumber),
    content_type: fc.oneof(fc.constantFrom('image/png', 'text/csv', null), hostileText),
    url: fc.oneof(fc.constantFrom('https://cdn.example/a', 'file:///etc/passwd', 'javascript:1'), hostileText),
  },
  { requiredKeys: [] },
);

/** `resolved.attachments` as Discord sends it, or not. */
export const attachments: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(fc.constantFrom(FILE, '__proto__', '1'), file) },
  { weight: 1, arbitrary: hostileJson },
);
