import { domainError, type DomainError } from '../domain/errors.js';

/** A file as a whole is refused; the error says why. Thrown from the depths of readers, and a value at their door. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly error: DomainError;
  constructor(code: DomainError['code'], params?: DomainError['params']) {
    super(code);
    this.error = domainError(code, params);
  }
}
