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
  command(path: readonly string[]): FoundCommand | undefined;
  component(route: string): Component | undefined;
}

/** @throws Error when two components claim one route */
export const createRoutes = (commands: readonly (Command | CommandGroup)[], components: readonly Component[]): Routes => {
  const byRoute = new Map(components.map((component) => [component.route, component]));
  if (byRoute.size !== components.length) throw new Error('two components of one route');
  return {
    commands,
    command(path) {
      const guards: Guard[] = [];
      let level = commands;
      for (const [depth, name] of path.entries()) {
        const found = level.find((one) => one.name === name);
        if (found === undefined) return undefined;
        guards.push(...found.guards);
        if (found.kind === 'command') return depth === path.length - 1 ? { command: found, guards } : undefined;
        level = found.children;
      }
      return undefined;
    },
    component: (route) => byRoute.get(route),
  };
};
