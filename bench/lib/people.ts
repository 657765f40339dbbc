/** Made-up snowflakes, the same in every run; a member is in one guild. */
export const memberId = (member: number): string => `21${10 ** 15 + member}`;
export const guildIdOf = (member: number, guilds: number): string => `91${10 ** 15 + (member % guilds)}`;

export const CATEGORIES = ['work', 'meeting', 'break', 'study', 'support'] as const;
export const categoryOf = (turn: number): string => CATEGORIES[turn % CATEGORIES.length] ?? 'work';
export const noteOf = (turn: number): string => `Fix login flow, ticket #${turn % 10_000}`;
