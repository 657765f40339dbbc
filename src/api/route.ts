import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Actor } from '../actions/actor.js';
import type { Capability } from '../domain/capabilities.js';
import type { DomainError } from '../domain/errors.js';
import type { RequestId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';
import type { Translator } from '../i18n/translator.js';
import type { Caller, Scope } from './caller.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a route may use of what was asked. Everything is parsed and allowed before the route sees it. */
export interface Asked<Params, Query, Body> {
  /** Null only where `scope` is null: then nobody has to be known. */
  readonly caller: Caller | null;
  /** Who asks in the space that the path names (`:space`); null where it names none. */
  readonly actor: Actor | null;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** What is sent to a route that `streams`; null where nothing is. */
  readonly stream: Readable | null;
  /** Of an `Idempotency-Key` where there is one: the same key is the same request of the engine. */
  readonly requestId: RequestId;
  /**
   * The same key came before, so this request may have been carried out: what is checked before a change would refuse what the change itself has made so. `actor.occurredAt`
   * is when it came first.
   */
  readonly repeated: boolean;
  /** ms */
  readonly now: number;
  /** The version in `If-Match`; null without one, and for `*`. */
  readonly ifMatch: string | null;
  /** `Last-Event-ID` of whoever listened before; null without one. */
  readonly lastEventId: string | null;
  /** Would the same caller be let in again by what they have shown? For answers that go on. Rejects when it cannot be found out. */
  stillKnown(): Promise<boolean>;
  /** By `Accept-Language`, else by the member's preference. */
  readonly t: Translator;
  /** Aborted when whoever asked has gone. */
  readonly signal: AbortSignal;
}

/** What a route answers. The body of each status is one of the schemas that the route names; a stream goes out as it is. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly stream?: { readonly of: Readable; readonly contentType: string; readonly fileName?: string };
  /** The version of what is answered, for `ETag` and `If-Match`. */
  readonly version?: string | number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RouteSpec<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  /** Unique, in camelCase: `listEntries`. The name of the operation in the OpenAPI document. */
  readonly id: string;
  readonly method: Method;
  /** Below `/api/v1`, in Fastify's way: `/spaces/:space/entries/:entry`. A path with `:space` is about a space, and whoever asks has to be in it. */
  readonly path: string;
  /** At the root of the server instead of below `/api/v1`; for what other programs speak already. */
  readonly atRoot?: true;
  /** The heading under which it stands in the document. */
  readonly tag: string;
  /** One sentence, and more where there is more to say. Plain English. */
  readonly summary: string;
  readonly description?: string;
  /** What a token needs; null: nobody has to be known. */
  readonly scope: Scope | null;
  /** What whoever asks has to be allowed in the space, besides being in it; asked by the same policy as in Discord. */
  readonly needs?: Capability;
  /** Only those who run the installation (`OPERATORS`). */
  readonly operatorsOnly?: boolean;
  /** Its answer goes on until somebody hangs up, so there is no `HEAD` of it. */
  readonly endless?: true;
  /** Only through the page: no token may do it. */
  readonly pageOnly?: true;
  /** Takes an `Idempotency-Key` and changes something; every method but GET unless told. */
  readonly writes?: boolean;
  /**
   * What it answers is kept for a day and answered again to the same `Idempotency-Key`. For what is no change of the engine, which knows its own requests again; never where
   * the answer has a secret in it.
   */
  readonly keepsAnswer?: true;
  /** Bytes that a body may have; 256 KiB unless told. */
  readonly bodyLimit?: number;
  /** The body is a file, whatever its content type says: it reaches the route as a stream, which bounds it by itself. Its key would have to be known before it has come, so such a route does not write. */
  readonly streams?: true;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** What it answers when it went well, by status: a schema, `null` for an answer without a body, or the content type of a stream. */
  readonly answers: Readonly<Record<number, z.ZodType | null | { readonly stream: string }>>;
  /** Codes that it may refuse with beyond those of every route; for the document. */
  readonly refusals?: readonly DomainError['code'][];
  run(asked: Asked<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<Result<Answer, DomainError>>;
}

/** A route as the server sees it, whatever is in its params, query and body. */
export type Route = RouteSpec<z.ZodType, z.ZodType, z.ZodType>;

/** Declares a route; its types follow from its schemas. */
export const defineRoute = <
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
>(
  spec: RouteSpec<Params, Query, Body>,
): Route => spec;
