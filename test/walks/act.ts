import type { SpaceConfig } from '../../src/domain/space.js';
import type { RecordingResponder } from '../support/commands-harness.js';
import type { FieldInput, From, OptionValues } from '../support/commands-payloads.js';
import type { Dice } from '../torture/dice.js';
import { fromAt, spaceAt, type Person, type Place } from './cast.js';
import { controlsIn, filledOut, formIn, type Control, type Hands, type Typing } from './hands.js';
import type { Stage } from './stage.js';

/** One interaction that was sent, with what came of it. */
export interface Act {
  /** Of the interaction. */
  readonly id: string;
  readonly who: Person;
  readonly place: Place;
  /** The command with its options, or what was clicked. */
  readonly what: string;
  /** The command alone; null for what is clicked. */
  readonly command: string | null;
  /** Of what is clicked or sent; null for commands. */
  readonly customId: string | null;
  /** Everything that was answered; nothing as long as it is under way, or when nobody was left to answer. */
  said: string;
  /** Of the place, before it; null where it could not be read. */
  readonly config: SpaceConfig | null;
  readonly at: number;
}

interface Payload {
  readonly id: string;
  readonly data: object;
}

/** What steps act with: everything that they do is written down, and whoever did it keeps what was shown. */
export class Doing {
  readonly stage: Stage;
  readonly dice: Dice;
  readonly hands: Hands;
  readonly typing: (who: Person, place: Place) => Typing;
  readonly acts: Act[] = [];

  constructor(stage: Stage, dice: Dice, hands: Hands, typing: Doing['typing']) {
    [this.stage, this.dice, this.hands, this.typing] = [stage, dice, hands, typing];
  }

  async command(
    who: Person,
    place: Place,
    name: string,
    values: OptionValues = {},
    more: From = {},
  ): Promise<RecordingResponder> {
    const payload = this.stage.payload.command(name, values, { ...fromAt(place, who), ...more });
    return this.#send(who, place, `/${name} ${JSON.stringify(values)}`, name, payload);
  }

  /** What is offered for one option; nothing is done. */
  async complete(who: Person, place: Place, name: string, values: OptionValues, focused: string): Promise<RecordingResponder> {
    const payload = this.stage.payload.command(name, { ...values, [focused]: '' }, fromAt(place, who), focused);
    return this.#send(who, place, `complete ${focused} of /${name} ${JSON.stringify(values)}`, null, payload);
  }

  /** Presses a button or chooses from a menu, in the place where it stands unless told; a form that opens is filled out and sent. */
  async use(who: Person, control: Control, place: Place = control.place): Promise<RecordingResponder> {
    const from = fromAt(place, who);
    const { stage, dice } = this;
    const payload =
      control.kind === 'button'
        ? stage.payload.click(control.customId, from, control.embeds)
        : stage.payload.choose(control.customId, this.#chosen(control), from);
    const answer = await this.#send(who, place, `${control.label || control.kind} ${control.customId}`, null, payload);
    const form = formIn(answer);
    if (form === null || dice.chance(0.1)) return answer;
    return this.submit(who, place, form.customId, filledOut(form, this.typing(who, place), dice));
  }

  async submit(
    who: Person,
    place: Place,
    customId: string,
    fields: Readonly<Record<string, FieldInput>>,
  ): Promise<RecordingResponder> {
    const payload = this.stage.payload.submit(customId, fields, fromAt(place, who));
    return this.#send(who, place, `form ${customId} ${JSON.stringify(fields)}`, null, payload);
  }

  /** The command in the menu of a person. */
  async timeCard(who: Person, place: Place, target: string): Promise<RecordingResponder> {
    const name = this.stage.translators.for('en')('commands.timecard.name');
    const payload = this.stage.payload.menu(2, name, target, { users: { [target]: { id: target } } }, fromAt(place, who));
    return this.#send(who, place, `menu ${name} on ${target}`, null, payload);
  }

  #chosen({ kind, options }: Control): readonly string[] {
    if (kind === 'text-menu') return options.length === 0 ? [] : [this.dice.pick(options)];
    return [kind === 'role-menu' ? this.dice.pick(['510', '511', '512']) : '200000000000000003'];
  }

  async #send(who: Person, place: Place, what: string, command: string | null, payload: Payload): Promise<RecordingResponder> {
    const { stage, hands } = this;
    const at = stage.now();
    const config = await stage.spaces.get(spaceAt(place, who)).catch(() => null);
    const customId = 'custom_id' in payload.data ? String(payload.data.custom_id) : null;
    const act: Act = { id: payload.id, who, place, what, command, customId, said: '', config, at };
    this.acts.push(act);
    const answer = await stage.send(payload);
    hands.take(who, controlsIn(answer, place));
    act.said = answer.said;
    return answer;
  }
}
