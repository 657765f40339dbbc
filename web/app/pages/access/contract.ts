/** What a script of the reader may come in with; its text is shown once. */
export interface Token {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
}

export interface NewToken {
  readonly token: Token;
  /** Null for a request that was repeated. */
  readonly text: string | null;
}
