import { stat } from 'node:fs/promises';
import type { Check } from '../check.js';
import { amber, green, grey, red, type Finding } from '../finding.js';
import { readKeyFile, secretKeyFile } from '../../secret-key.js';

export interface KeySeen {
  /** Is SECRET_KEY set? */
  readonly isGiven: boolean;
  readonly path: string;
  /** Of the file; `damaged`: what is in it is no key. */
  readonly file: 'none' | 'damaged' | { readonly mode: number };
}

const OTHERS = 0o077;

/** What tokens of others are encrypted with, and who can read it. */
export const judgeKey = ({ isGiven, path, file }: KeySeen): Finding => {
  if (isGiven) return green('tokens of others are encrypted with SECRET_KEY');
  if (file === 'none') return grey('there is no key yet: one is made when somebody entrusts a token to the bot');
  if (file === 'damaged')
    return red(
      `${path} holds no key: tokens of others cannot be opened`,
      'Put the key back from where you keep it, or take the file away and let people connect again',
    );
  const text = `tokens of others are encrypted with the key in ${path}`;
  if ((file.mode & OTHERS) === 0) return green(text);
  return amber(`${text}, which others on this machine may read`, `Run chmod 600 ${path}`);
};

export const secretKey: Check = {
  name: 'Secret key',
  async look({ config: { dataDir, secretKey: given } }) {
    const path = secretKeyFile(dataDir);
    const fileSeen = async (): Promise<KeySeen['file']> => {
      const key = await readKeyFile(path).catch(() => 'damaged' as const);
      if (key === null) return 'none';
      return key === 'damaged' ? key : { mode: (await stat(path)).mode };
    };
    return [judgeKey({ isGiven: given !== null, path, file: await fileSeen() })];
  },
};
