import { createRequire } from 'node:module';
import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import type { LogFields, Logger } from '../domain/ports.js';

export interface LoggingOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** `auto`: pretty on a terminal where pino-pretty is installed, else JSON. */
  readonly format: 'auto' | 'json' | 'pretty';
  /** Values that must not be seen wherever they turn up, e.g. inside a URL or an error's text. */
  readonly secrets?: readonly string[];
  /** Instead of stdout; for tests. */
  readonly destination?: DestinationStream;
}

const SECRET_KEYS = ['token', 'authorization', 'Authorization', 'password', 'secret', 'cookie'];
/** As deep as what is logged goes: the field itself, and two levels of nesting. */
const PATHS = SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
/** Interaction tokens stand in the paths of webhooks and callbacks. */
const IN_PATHS = /(\/(?:webhooks|interactions)\/\d+\/)[\w.-]+/g;
const IN_URLS = /(\b[a-z][a-z+.-]*:\/\/[^\s/:@"]*:)[^\s/@"]+@/g;
const NAMES = [...new Set(SECRET_KEYS.map((key) => key.toLowerCase())), 'set-cookie', 'private_?key', 'api_?key'].join('|');
/** Deeper than the paths go; and in JSON that is quoted in a text. */
const NAMED = new RegExp(String.raw`("(?:${NAMES})"\s*:\s*")(?:[^"\\]|\\.)*`, 'gi');
const NAMED_IN_TEXT = new RegExp(String.raw`(\\+"(?:${NAMES})\\+"\s*:\s*\\+")[^"\\]*`, 'gi');
/** As headers are written. */
const SCHEMES = /\b(Bot|Bearer|Basic) [\w.~+/=-]{20,}/g;
const CENSOR = '[redacted]';

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** A secret as it may stand in a line: plain, in JSON, in JSON that is quoted there, and in a URL. The longest first, since one may hold another. */
const spellings = (secret: string): readonly string[] => {
  const sound = Buffer.from(secret).toString();
  const written = [secret, encodeURIComponent(sound), encodeURI(sound)];
  return [...new Set(written.flatMap((text) => [inJson(inJson(text)), inJson(text), text]))];
};

/** Blanks secrets in a finished line; works on text, so it also finds them where no field name gives them away. */
export function redactor(secrets: readonly string[]): (line: string) => string {
  const known = secrets.filter((secret) => secret.length >= 6).flatMap(spellings);
  return (line) => {
    const blanked = line
      .replace(IN_PATHS, `$1${CENSOR}`)
      .replace(IN_URLS, `$1${CENSOR}@`)
      .replace(NAMED, `$1${CENSOR}`)
      .replace(NAMED_IN_TEXT, `$1${CENSOR}`)
      .replace(SCHEMES, `$1 ${CENSOR}`);
    return known.reduce((text, secret) => text.replaceAll(secret, CENSOR), blanked);
  };
}

/** JSON lines on stdout; `error` and `err` fields are written with their stack and cause. */
export function createLogger(options: LoggingOptions): Logger {
  const redact = redactor(options.secrets ?? []);
  const target = options.destination ?? prettyStream(options.format) ?? process.stdout;
  const logger = pino(
    {
      level: options.level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: (it) => describeError(it), err: (it) => describeError(it), cause: (it) => describeError(it) },
      redact: { paths: PATHS, censor: CENSOR },
    },
    { write: (line: string) => void target.write(redact(line)) },
  );
  return wrap(logger);
}

/** Causes of causes of causes tell nothing more. */
const CAUSES = 5;

/**
 * What an error says of itself, and no more: libraries hang on to it what was sent (a command's arguments, a request's body), and that may
 * be anybody's note, or a password.
 */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? { code: error.code } : {};
  const causes = cause === undefined || depth >= CAUSES ? {} : { cause: describeError(cause, depth + 1) };
  const all = error instanceof AggregateError ? { errors: error.errors.map((one) => describeError(one, CAUSES)) } : {};
  return { type: name, message, stack, ...code, ...causes, ...all };
}

function wrap(logger: Pino): Logger {
  return {
    debug: (fields, message) => {
      // Each click has something to say here, and hardly anybody listens.
      if (logger.isLevelEnabled('debug')) logger.debug(plain(fields), message);
    },
    info: (fields, message) => logger.info(plain(fields), message),
    warn: (fields, message) => logger.warn(plain(fields), message),
    error: (fields, message) => logger.error(plain(fields), message),
    child: (fields) => wrap(logger.child(plain(fields))),
  };
}

/** JSON knows no bigint; ids and permission bits may be ones. */
const plain = (fields: LogFields): LogFields =>
  Object.values(fields).some((value) => typeof value === 'bigint')
    ? Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, typeof value === 'bigint' ? `${value}` : value]))
    : fields;

/** pino-pretty is a development dependency: in production it may be absent, and JSON is right there. */
function prettyStream(format: LoggingOptions['format']): DestinationStream | null {
  if (format === 'json' || (format === 'auto' && !process.stdout.isTTY)) return null;
  try {
    const load: unknown = createRequire(import.meta.url)('pino-pretty');
    if (!isFactory(load)) return null;
    const stream: unknown = load({
      colorize: process.stdout.isTTY,
      sync: true,
      translateTime: 'SYS:HH:MM:ss',
      ignore: 'pid,hostname',
    });
    return isStream(stream) ? stream : null;
  } catch {
    return null;
  }
}

const isFactory = (value: unknown): value is (options: object) => unknown => typeof value === 'function';

const isStream = (value: unknown): value is DestinationStream =>
  typeof value === 'object' && value !== null && 'write' in value && typeof value.write === 'function';
