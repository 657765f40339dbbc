import { LEAST_NODE } from '../least-node.js';
import type { Check } from '../check.js';
import { amber, green, red, type Finding } from '../finding.js';

/** When the project of Node.js ends the support of a major version (its release schedule), by the major. */
const SUPPORT_ENDS: Readonly<Record<string, string>> = {
  20: '2026-04-30',
  22: '2027-04-30',
  24: '2028-04-30',
};
const UPDATE = 'Install a current long-term version of Node.js (24, say), then run `npm ci`';

const isBelow = (version: string, least: string): boolean => {
  const [a, b] = [version, least].map((text) => text.split('.').map(Number));
  for (const [at, wanted] of (b ?? []).entries()) {
    const have = a?.[at] ?? 0;
    if (have !== wanted) return have < wanted;
  }
  return false;
};

/** What there is to say of a version of Node.js at a moment (ms). */
export const judgeNode = (version: string, now: number): Finding => {
  if (isBelow(version, LEAST_NODE)) return red(`Node.js ${version} is too old: Punchcard needs ${LEAST_NODE}`, UPDATE);
  const ends = SUPPORT_ENDS[version.split('.')[0] ?? ''];
  return ends !== undefined && now > Date.parse(ends)
    ? amber(`Node.js ${version} works, and has had no security updates since ${ends}`, UPDATE)
    : green(`Node.js ${version}`);
};

export const node: Check = {
  name: 'Node.js',
  look: ({ clock }) => Promise.resolve([judgeNode(process.versions.node, clock.now())]),
};
