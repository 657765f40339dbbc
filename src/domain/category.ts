import type { CategoryId, RoleId } from './ids.js';

/** What time is spent on. */
export interface Category {
  readonly id: CategoryId;
  /** 1–50 characters after trimming; unique among all of the space under `foldName`. */
  readonly name: string;
  /** 0xRRGGBB, or null. */
  readonly colour: number | null;
  /** A Unicode emoji, or a custom one as `<:name:id>` / `<a:name:id>`. */
  readonly emoji: string | null;
  /** At most 200 characters. */
  readonly description: string | null;
  /** Productivity weight, 0–5. */
  readonly weight: number;
  /** 0-based place among the active ones. */
  readonly order: number;
  /** Given while on the clock in this category. */
  readonly role: RoleId | null;
  /** Only members with this role use it; null: everybody does. */
  readonly requires: RoleId | null;
  /** Since when it requires this role, ms; null or left out: since ever. */
  readonly requiresSince?: number | null;
  /** Running time after which members are asked whether they still work, minutes; 0: never. Null or left out: as the server says. */
  readonly reminderAfter?: number | null;
  readonly archived: boolean;
}

/** May a member with these roles put time on the category? */
export const mayUse = ({ requires }: Pick<Category, 'requires'>, roles: ReadonlySet<RoleId>): boolean =>
  requires === null || roles.has(requires);

export const CATEGORY_LIMITS = { nameMax: 50, descriptionMax: 200, weightMin: 0, weightMax: 5, activeMax: 50 } as const;
