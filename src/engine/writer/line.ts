/**
 * `critical`: changes that a member waits for. `normal`: settings and documents, edits by others, imports. `background`: what nobody waits for, such as
 * folding the boards and keeping answers.
 */
export type Lane = 'critical' | 'normal' | 'background';

/** Something that the writer holds; it counts for its lane until it is done. */
export interface Held {
  readonly lane: Lane;
}

/** Work that must keep an order among itself: the commits of a space, or the tasks of one key. At most one batch of a line is under way. */
export interface Line {
  /** The most urgent lane of what waits in the line; null when nothing waits. */
  readonly urgency: Lane | null;
  /** The writer's own note: the lane in which the line is listed as ready; null when it is empty or under way. */
  listed: Lane | null;
  /** The writer's own note: a batch of the line is under way. */
  underWay: boolean;
  /** Takes the next batch off the line and carries it out. Resolves with the batch when all who wait for it have heard; it never rejects. */
  run(): Promise<readonly Held[]>;
  /** Called when the line is empty and nothing is under way. */
  leave(): void;
}
