import type { App } from '../../core/app.js';
import type { TeamLine, TeamPage } from './contract.js';

const PAGE = 100;
/** As many as the API takes at once by their ids. */
const BY_ID = 50;

export interface Team {
  readonly lines: readonly TeamLine[];
  /** The server's clock when it was asked, ms. */
  readonly at: number;
}

const pathOf = (app: App): string => `/spaces/${app.model.space?.id ?? ''}/team`;

/** Everybody who has ever recorded time in the server that is looked at. @throws {Refused} */
export async function askForTeam(app: App): Promise<Team> {
  const lines: TeamLine[] = [];
  for (let cursor: string | null = null; ;) {
    const page: TeamPage = await app.api.get<TeamPage>(pathOf(app), { limit: PAGE, cursor });
    lines.push(...page.items);
    cursor = page.next;
    if (cursor === null) return { lines, at: Date.parse(page.now) };
  }
}

/** These members anew. @throws {Refused} */
export async function askForLines(app: App, users: readonly string[]): Promise<Team> {
  const lines: TeamLine[] = [];
  let at = app.now();
  for (let from = 0; from < users.length; from += BY_ID) {
    const page = await app.api.get<TeamPage>(pathOf(app), { members: users.slice(from, from + BY_ID).join(',') });
    lines.push(...page.items);
    at = Date.parse(page.now);
  }
  return { lines, at };
}
