import type { Command, CommandGroup, Component } from './define.js';
import type { Guard } from './guards.js';

export interface FoundCommand {
  readonly command: Command;
  /** Its own and those of the groups it is in, outermost first. */
  readonly guards: readonly Guard[];
}

/** Everything that can be asked of the bot. */
export interface Routes {
  readonly commands: readonly (Command | CommandGroup)[];
  /** @param path of names, a space between two: `session in` */
  command(path: string): FoundCommand | undefined;
  component(route: string): Component | undefined;
}

/** @throws Error when two components claim one route */
export const createRoutes = (commands: readonly (Command | CommandGroup)[], components: readonly Component[]): Routes => {
  const byRoute = new Map(components.map((component) => [component.route, component]));
  if (byRoute.size !== components.length) throw new Error('two components of one route');
  const byPath = new Map(commands.flatMap((one) => found(one, '', [])));
  return {
    commands,
    command: (path) => byPath.get(path),
    component: (route) => byRoute.get(route),
  };
};

/** The commands below `one`, by their paths. */
const found = (one: Command | CommandGroup, above: string, outer: readonly Guard[]): [string, FoundCommand][] => {
  const path = above + one.name;
  const guards = [...outer, ...one.guards];
  if (one.kind === 'command') return [[path, { command: one, guards }]];
  return one.children.flatMap((child) => found(child, `${path} `, guards));
};
