/** How programs end that bring time to a running bot by its flat interface; the documents say the same. */
export const EXIT = {
  done: 0,
  /** Where the time comes from could not be read, or something that nobody expected. */
  failed: 1,
  /** Arguments or settings. */
  usage: 2,
  /** The bot cannot be reached, or is overloaded: the same again later. */
  away: 3,
  /** The bot refuses the token, or some of the rows. */
  refused: 4,
  /** Everything was brought, but the summary could not be posted. */
  notPosted: 5,
} as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** An end that was foreseen: the message is all that somebody needs to see. It holds no secret. */
export class ProgramEnd extends Error {
  override readonly name = 'ProgramEnd';
  readonly exit: Exit;

  constructor(exit: Exit, message: string) {
    super(message);
    this.exit = exit;
  }
}
