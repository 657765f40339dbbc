import type { z } from 'zod';
import type { Permission as Schema, PermissionList as ListSchema } from '../../../../src/api/schemas/manage.js';

/** To whom a capability is given or denied beyond the default. */
export type Permission = z.output<typeof Schema>;
export type PermissionList = z.output<typeof ListSchema>;
export type Way = 'allow' | 'deny' | 'clear';

/** Somebody who may be given a capability: a role or a member. */
export interface Subject {
  readonly kind: 'role' | 'member';
  readonly id: string;
  readonly name: string;
}
