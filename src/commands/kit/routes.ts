import type { Component } from './component.js';
import type { Command, CommandGroup } from './define.js';
import type { Guard } from './guards.js';
import type { MenuCommand } from './menus.js';

/** What belongs together: the commands of one subject, and what their answers can be clicked, chosen and filled in. */
export interface Feature {
  readonly commands?: readonly (Command | CommandGroup)[];
  readonly menus?: readonly MenuCommand[];
  readonly components?: readonly Component[];
}

export interface FoundCommand {
  readonly command: Command;
  /** Its own and those of the groups it is in, outermost first. */
  readonly guards: readonly Guard[];
}

/** Everything that can be asked of the bot. */
export interface Routes {
  readonly commands: readonly (Command | CommandGroup)[];
  readonly menus: readonly MenuCommand[];
  readonly components: readonly Component[];
  /** @param path of names, a space between two: `session in` */
  command(path: string): FoundCommand | undefined;
  component(route: string): Component | undefined;
}

/** @throws Error when two components claim one route, or two commands one name */
export const createRoutes = (...features: readonly Feature[]): Routes => {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const components = features.flatMap((feature) => feature.components ?? []);
  const byRoute = new Map(components.map((component) => [component.route, component]));
  if (byRoute.size !== components.length) throw new Error('two components of one route');
  if (new Set(commands.map(({ name }) => name)).size !== commands.length) throw new Error('two commands of one name');
  const byPath = new Map(commands.flatMap((one) => found(one, '', [])));
  return {
    commands,
    menus: features.flatMap((feature) => feature.menus ?? []),
    components,
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
