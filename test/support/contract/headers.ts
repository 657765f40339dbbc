const USER_AGENT = /^DiscordBot \(https?:\/\/[^\s,()]+, ?[^\s,()]+\)( .*)?$/u;

/** Discord blocks clients that do not say who they are, as `DiscordBot (url, version)`. Undefined: the header was not sent. */
export const userAgentProblems = (userAgent: string | undefined): string[] =>
  userAgent !== undefined && USER_AGENT.test(userAgent)
    ? []
    : [`User-Agent: "${userAgent ?? ''}" is not DiscordBot (url, version)`];
