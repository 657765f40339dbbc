/** ms. From the exports to Redis' connection they are ten seconds together at worst; a Redis of ours may have much to save after that. */
export const WITHIN = {
  exports: 500,
  bot: 2_500,
  answers: 2_000,
  http: 500,
  leases: 500,
  journal: 2_500,
  redis: 1_500,
  sandbox: 3_000,
  managedRedis: 11_000,
  /** Of a supervisor: all of the above, in each of its processes. */
  processes: 15_000,
};
/** ms that a step has left to give up in order, of its time. */
export const ORDERLY = 500;
