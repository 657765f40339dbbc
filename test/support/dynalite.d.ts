declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** A local server that speaks as DynamoDB does; in memory unless a path is given. */
  export default function dynalite(options?: { readonly createTableMs?: number }): Server;
}
