import type { SpaceId, UserId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import { formatTypedTime } from '../../src/domain/typed/time.js';
import type { Dice } from '../torture/dice.js';
import { Doing } from './act.js';
import { CAST, EVERYBODY, spaceAt, STRANGER, type Person, type Place } from './cast.js';
import type { Hands, Typing } from './hands.js';
import type { Stage } from './stage.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Cairo'] as const;
const CATEGORIES = ['Work', 'Project', 'Study', 'Meeting', 'Support', 'Other'] as const;
const LETTERS = { home: 'h', elsewhere: 'e', own: 'o' } as const;

/** What everybody knows of whom: the ids that somebody who forges needs. */
export interface Known {
  /** The ended ones by their ends, then the one that runs. */
  sessions(space: SpaceId, user: UserId): readonly Session[];
}

/** Who did something last: people stay at it for a while. */
export interface Busy {
  who: Person;
  place: Place;
}

/** A word of somebody's own, which nobody else may be shown; it says whose it is and where. */
export const markOf = (whose: Person, place: Place, at: number): string =>
  `q7x${EVERYBODY.indexOf(whose)}${LETTERS[place]}n${at.toString(36)}`;

/** All such words in a text, with whose they are. */
export const marksIn = (text: string): readonly { readonly whose: Person; readonly place: Place }[] =>
  [...text.matchAll(/q7x(\d)([heo])n/gi)].flatMap(([, at = '', letter = '']) => {
    const whose = EVERYBODY[Number(at)];
    const place = (['home', 'elsewhere', 'own'] as const).find((one) => LETTERS[one] === letter.toLowerCase());
    return whose === undefined || place === undefined ? [] : [{ whose, place }];
  });

/** What one step chooses from and acts with. */
export class Scene {
  readonly stage: Stage;
  readonly dice: Dice;
  readonly doing: Doing;
  readonly known: Known;
  readonly busy: Busy;

  constructor(stage: Stage, dice: Dice, hands: Hands, known: Known, busy: Busy) {
    [this.stage, this.dice, this.known, this.busy] = [stage, dice, known, busy];
    this.doing = new Doing(stage, dice, hands, (who, place) => this.#typing(who, place));
  }

  /** A member of the server, and where they are; as likely as `staying` whoever did something last. */
  someone(staying = 0.45): Busy {
    if (this.dice.chance(staying)) return this.busy;
    this.busy.who = this.person();
    this.busy.place = this.place(this.busy.who);
    return this.busy;
  }

  person(): Person {
    return this.dice.pick(CAST);
  }

  /** One of those whom others listen to, mostly. */
  manager(): Person {
    return this.dice.pick(this.dice.chance(0.7) ? CAST.slice(0, 3) : CAST);
  }

  other({ user }: Person): Person {
    return this.dice.pick(CAST.filter((one) => one.user !== user));
  }

  place(who: Person): Place {
    if (who === STRANGER) return this.dice.chance(0.8) ? 'elsewhere' : 'own';
    return this.dice.chance(0.85) ? 'home' : 'own';
  }

  /** A category that somebody types. In one's own space it appears by being used, so it may be a secret. */
  category(who: Person, place: Place): string {
    const { dice } = this;
    if (place === 'own') return dice.pick(['Reading', 'Garden', `Secret q7x${EVERYBODY.indexOf(who)}on`]);
    return dice.chance(0.05) ? 'Wrk' : dice.pick(CATEGORIES);
  }

  zone(): string {
    return this.dice.pick(ZONES);
  }

  /** A moment as it is typed, mostly of the last days. */
  time(): string {
    const { dice, stage } = this;
    const back = dice.chance(0.6) ? dice.between(0, 12 * 60) : dice.between(0, 30 * 24 * 60);
    const at = stage.now() - back * MINUTE + (dice.chance(0.1) ? DAY : 0);
    const clock = `${String(dice.between(0, 23)).padStart(2, '0')}:${dice.pick(['00', '15', '30', '47'])}`;
    const way = dice.between(0, 5);
    if (way === 0) return clock;
    if (way === 1) return `yesterday ${clock}`;
    if (way === 2) return `${dice.between(1, 9)}h ago`;
    return formatTypedTime(at, this.zone());
  }

  duration(): string {
    const { dice } = this;
    return dice.pick([`${dice.between(1, 90)}m`, `${dice.between(1, 6)}h`, '1:20', '1,5h', '25h', '0', 'a while']);
  }

  note(whose: Person, place: Place): string {
    return `note ${markOf(whose, place, this.stage.now())}`;
  }

  /** An ended or running session of somebody, as far as it is known. */
  session(space: SpaceId, user: UserId): Session | undefined {
    const all = this.known.sessions(space, user);
    // The newest ones are what people are after.
    return all.length === 0 ? undefined : all[Math.max(0, all.length - 1 - Math.floor(this.dice.next() ** 2 * all.length))];
  }

  /** What runs of somebody, as far as it is known. */
  active(who: Person, place: Place): Session | undefined {
    return this.known.sessions(spaceAt(place, who), who.user).find(({ endedAt }) => endedAt === null);
  }

  sessionOf(who: Person, place: Place): Session | undefined {
    return this.session(spaceAt(place, who), who.user);
  }

  #typing(who: Person, place: Place): Typing {
    return (field, form) => {
      switch (field) {
        case 'start':
        case 'end':
          return this.time();
        case 'duration':
          return this.duration();
        case 'category':
          return this.category(who, place);
        case 'breaks':
          return this.dice.pick(['', '12:00 - 12:30', 'whenever']);
        case 'reason':
          return this.dice.chance(0.9) ? 'a good reason' : ' ';
        case 'note':
          // A note that is given by somebody else would be the member's.
          return form.startsWith('pc1:add-of') ? undefined : this.dice.chance(0.2) ? '' : this.note(who, place);
        case 'value':
          return this.dice.pick(['4:00', '30m', '7', 'off', 'Europe/Berlin']);
        default:
          return undefined;
      }
    };
  }
}
