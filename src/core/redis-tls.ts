import { readFile } from 'node:fs/promises';
import type { TlsFiles } from '../engine/redis/clients.js';
import type { Config } from './config.js';
import { ConfigurationError } from './errors.js';

const VARIABLES = { ca: 'REDIS_TLS_CA', cert: 'REDIS_TLS_CERT', key: 'REDIS_TLS_KEY' } as const;
const PEM = /-----BEGIN [A-Z ]+-----/;

/**
 * The PEM files that `rediss://` was given.
 * @throws ConfigurationError when one cannot be read, or is none
 */
export const readTlsFiles = async (files: Config['redisTls']): Promise<TlsFiles> => {
  const read = async (name: keyof typeof VARIABLES): Promise<Partial<TlsFiles>> => {
    const file = files[name];
    if (file === null) return {};
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      throw new ConfigurationError(`${VARIABLES[name]}: ${error instanceof Error ? error.message : String(error)}`);
    });
    if (!PEM.test(text)) throw new ConfigurationError(`${VARIABLES[name]}: ${file} is not a PEM file`);
    return { [name]: text };
  };
  const [ca, cert, key] = await Promise.all([read('ca'), read('cert'), read('key')]);
  return { ...ca, ...cert, ...key };
};
