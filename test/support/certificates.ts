import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate and its key: the files, and what is in them (PEM). */
export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
  readonly cert: string;
  readonly key: string;
}

/** An authority of the test's own, and what it signed. All of it is gone after `remove`. */
export interface Certificates {
  readonly authority: Certificate;
  /** Of 127.0.0.1 and localhost. */
  readonly server: Certificate;
  readonly client: Certificate;
  /** Another authority, which signed nothing. */
  readonly stranger: Certificate;
  remove(): Promise<void>;
}

/** Null with a word of why when certificates cannot be made here. */
export const opensslMissing = await run('openssl', ['version']).then(
  () => null,
  () => 'openssl is not installed',
);

export const makeCertificates = async (): Promise<Certificates> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'pc-tls-'));
  const make = async (name: string, more: readonly string[]): Promise<Certificate> => {
    const [certFile, keyFile] = [path.join(dir, `${name}.pem`), path.join(dir, `${name}.key`)];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile];
    await run('openssl', ['req', '-x509', ...key, '-days', '2', '-subj', `/CN=${name}`, '-out', certFile, ...more]);
    return { certFile, keyFile, cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
  };
  const authority = await make('authority', []);
  const signed = ['-CA', authority.certFile, '-CAkey', authority.keyFile, '-addext', 'basicConstraints=critical,CA:FALSE'];
  return {
    authority,
    server: await make('server', [...signed, '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost']),
    client: await make('client', signed),
    stranger: await make('stranger', []),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
};
