/** Flags of an application that say which privileged intents it has (docs: Application Flags); `limited` below 10,000 users, without review. */
export const GatewayFlags = { members: 1 << 14, membersLimited: 1 << 15 } as const;
