import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { domainError, type DomainError } from '../../src/domain/errors.js';
import { err, ok, type Result } from '../../src/domain/result.js';
import type { ExportedFile, ExportProgress, ExportRequest, Exports, RunningExport } from '../../src/export/exports.js';
import { FORMATS } from '../../src/export/formats.js';

/** An export that is under way, for whoever says how far it is. */
export interface HeldExport {
  readonly request: ExportRequest;
  progress(progress: ExportProgress): void;
  /** Ends it; with a refusal, or else with the file. */
  end(error?: DomainError): Promise<void>;
}

/** Exports that write what the test says, at once or when the test says so. Files lie in a folder of their own. */
export class FakeExports implements Exports {
  /** Everything that was asked for. */
  readonly asked: ExportRequest[] = [];
  /** Those that were not ended at once. */
  readonly held: HeldExport[] = [];
  /** Does the test end them? */
  holds = false;
  rows = 2;
  contentOf: (request: ExportRequest) => string = ({ fileName }) => `name\r\n${fileName}\r\n`;
  /** Files that were not disposed of. */
  readonly files = new Set<string>();
  #folder: Promise<string> | null = null;

  run(request: ExportRequest, onProgress: (progress: ExportProgress) => void): RunningExport {
    this.asked.push(request);
    let resolve: (result: Result<ExportedFile, DomainError>) => void = () => undefined;
    const done = new Promise<Result<ExportedFile, DomainError>>((settle) => (resolve = settle));
    const end = async (error?: DomainError): Promise<void> =>
      resolve(error === undefined ? ok(await this.#write(request)) : err(error));
    if (this.holds) this.held.push({ request, progress: onProgress, end });
    else void end();
    return { done, cancel: () => resolve(err(domainError('EXPORT_CANCELLED'))) };
  }

  async close(): Promise<void> {
    if (this.#folder !== null) await rm(await this.#folder, { recursive: true });
  }

  async #write(request: ExportRequest): Promise<ExportedFile> {
    this.#folder ??= mkdtemp(path.join(tmpdir(), 'punchcard-exports-'));
    const { extension, contentType } = FORMATS[request.format];
    const name = `${request.fileName}.${extension}`;
    const at = path.join(await this.#folder, `${this.asked.length}-${name}`);
    const content = this.contentOf(request);
    await writeFile(at, content);
    this.files.add(at);
    const dispose = async (): Promise<void> => {
      this.files.delete(at);
      await rm(at, { force: true });
    };
    return { path: at, name, contentType, size: Buffer.byteLength(content), rows: this.rows, dispose };
  }
}
