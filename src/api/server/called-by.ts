import type { Actor } from '../../actions/actor.js';
import type { Caller } from '../caller.js';
import type { Asked } from '../route.js';

/** Who calls. For routes with a scope, which nobody reaches unknown. @throws where the route has none */
export const calledBy = ({ caller }: Pick<Asked<unknown, unknown, unknown>, 'caller'>): Caller => {
  if (caller === null) throw new TypeError('this route is open to everybody, so nobody is known in it');
  return caller;
};

/** Who asks in the space of the path. For routes with `:space` and a scope. @throws where the path names no space */
export const inSpace = ({ actor }: Pick<Asked<unknown, unknown, unknown>, 'actor'>): Actor => {
  if (actor === null) throw new TypeError('the path of this route names no space');
  return actor;
};
