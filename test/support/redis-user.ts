import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The rules of docs/redis-user.conf without the password, as ACL SETUSER takes them. */
export const userRules = (): readonly string[] => {
  const text = readFileSync(path.join(import.meta.dirname, '../../docs/redis-user.conf'), 'utf8');
  const rules = /^user punchcard (.+)$/m.exec(text)?.[1]?.split(' ');
  if (rules === undefined) throw new Error('docs/redis-user.conf has no user');
  return rules.filter((rule) => !rule.startsWith('>'));
};
