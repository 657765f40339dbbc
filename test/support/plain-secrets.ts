import type { SecretBox } from '../../src/domain/ports.js';
import { err, ok } from '../../src/domain/result.js';

/** Secrets that are kept as they are: what is sealed for one thing opens for nothing else. */
export const plainSecrets = (): SecretBox => ({
  seal: (secret, about) => Promise.resolve(JSON.stringify([about, secret])),
  open: (sealed, about) => {
    const [of, secret] = JSON.parse(sealed) as [string, string];
    return Promise.resolve(of === about ? ok(secret) : err('damaged'));
  },
});
