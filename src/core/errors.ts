/** The start cannot go on because of a variable: its message names it and says what to do; exit code 2. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
