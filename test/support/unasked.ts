/** Dependencies of which nothing may be asked: whatever is read of them may be handed on, and fails when it is used. */
export const unasked: object = new Proxy(() => undefined, {
  get: (_target, name): object | undefined => (name === 'then' ? undefined : unasked),
  apply: () => {
    throw new Error('asked for something in a test that only looks at what there is');
  },
});
