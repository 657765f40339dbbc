import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import type { LiveEvent } from '../../core/live.js';
import { askForMembers, type Member } from '../../core/members.js';
import { isCode, isUnreachable } from '../../core/problem.js';
import { confirming, type Question } from '../../parts/confirm-dialog.js';
import { Page } from '../../parts/page.js';
import { askedOfFile } from './asked.js';
import './bring.js';
import type { ImportDraft, ImportPreview, ImportRun } from './contract.js';
import './file-step.js';
import './import.css';
import './mapping-step.js';
import './preview-step.js';
import { begin, bringFile, forgetDraft, readDraft, readPreview, readRun, readRuns, sayOf, stop, takeBack } from './requests.js';
import { isUnderWay, runsView, runView } from './run-view.js';
import { countText, importWords } from './words.js';

const STEPS = ['file', 'mapping', 'preview', 'done'] as const;
type Step = (typeof STEPS)[number];
/** How often the server is asked how far an import is, ms. */
const ASKED_EVERY_MS = 700;

/** Files of other programs, in four steps; each is shown before anything is stored. What is under way is in the address, so it is there again after a reload. */
class PcImport extends Page {
  static override properties = {
    ...Page.properties,
    step: { state: true },
    draft: { state: true },
    preview: { state: true },
    run: { state: true },
    runs: { state: true },
    members: { state: true },
    reading: { state: true },
    busy: { state: true },
    refusal: { state: true },
    question: { state: true },
  };
  declare step: Step;
  /** The file that is gone on with; null: none was brought along yet. */
  declare draft: ImportDraft | null;
  declare preview: ImportPreview | null;
  declare run: ImportRun | null;
  /** Null before they are known. */
  declare runs: readonly ImportRun[] | null;
  declare members: readonly Member[];
  /** The name of the file that is under way to the server. */
  declare reading: string | null;
  declare busy: boolean;
  /** Why the last thing was refused. */
  declare refusal: string | null;
  declare question: Question | undefined;
  #timer: number | undefined;

  constructor() {
    super();
    this.step = 'file';
    this.draft = null;
    this.preview = null;
    this.run = null;
    this.runs = null;
    this.members = [];
    this.reading = null;
    this.busy = false;
    this.refusal = null;
  }

  override disconnectedCallback() {
    window.clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  protected override heard(event: LiveEvent | null): void {
    // An import tells of hundreds of changes, and how far it is is asked for anyway.
    if (event === null) void this.attempt(() => this.#loadRuns());
  }

  protected override async load(): Promise<void> {
    const { query } = this.context.model.route;
    const [draft, run] = [query.get('draft'), query.get('import')];
    await Promise.all([
      this.#loadRuns(),
      this.#loadMembers(),
      draft === null ? undefined : this.#act(async () => this.#show(await readDraft(this.context, draft))),
      run === null ? undefined : this.#act(async () => this.#follow(await readRun(this.context, run))),
    ]);
  }

  async #loadRuns(): Promise<void> {
    this.runs = await readRuns(this.context);
  }

  /** Those whose time may be stored, for who may do so. */
  async #loadMembers(): Promise<void> {
    if (this.#mayOthers && this.context.may('seeOthers')) this.members = await askForMembers(this.context.app);
  }

  get #mayOthers(): boolean {
    return this.context.space.kind === 'server' && this.context.may('editOthers');
  }

  #address(query: { readonly draft?: string; readonly import?: string }): void {
    const { app } = this.context;
    app.go(app.pathOf('import', query), { replace: true });
  }

  /** Does one thing after the other; what is refused stands on the page, and a file that is gone leads back to the beginning. */
  async #act(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.refusal = null;
    try {
      await work();
    } catch (error) {
      if (isCode(error, 'IMPORT_GONE') || isCode(error, 'IMPORT_RUN_NOT_FOUND')) {
        this.#restart();
        this.refusal = this.context.t('import.gone');
      } else this.refusal = this.context.app.sentenceOf(error);
    }
    this.busy = false;
  }

  #restart(): void {
    window.clearTimeout(this.#timer);
    Object.assign(this, { step: 'file', draft: null, preview: null, run: null, refusal: null });
    this.#address({});
  }

  async #bring(file: File, member: string | null): Promise<void> {
    this.reading = file.name;
    await this.#act(async () => {
      this.#show(await bringFile(this.context, file, member));
    });
    this.reading = null;
    if (this.draft !== null) this.#focusHead();
  }

  #show(draft: ImportDraft): void {
    this.draft = draft;
    this.step = 'file';
    this.#address({ draft: draft.id });
  }

  /** Whoever goes on reads on from the head of the step. */
  #focusHead(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.step-head')?.focus());
  }

  async #say(draft: ImportDraft, answers: object): Promise<ImportDraft> {
    if (Object.keys(answers).length === 0) return draft;
    const said = await sayOf(this.context, draft.id, answers);
    this.draft = said;
    return said;
  }

  /** The first step whose questions are open; else the preview. */
  async #goOn(draft: ImportDraft, answers: object, from: Step): Promise<void> {
    await this.#act(async () => {
      const said = await this.#say(draft, answers);
      if (askedOfFile(said).length > 0) this.step = 'file';
      else if (from === 'file' && said.labels.length + said.people.length > 0) this.step = 'mapping';
      else if (said.questions.length > 0) this.step = 'mapping';
      else {
        this.preview = null;
        this.step = 'preview';
        this.preview = await readPreview(this.context, said.id);
      }
    });
    this.#focusHead();
  }

  async #giveUp(draft: ImportDraft): Promise<void> {
    await this.#act(async () => {
      await forgetDraft(this.context, draft.id);
      this.#restart();
      this.context.app.toast(this.context.t('import.givenUp'));
    });
  }

  async #begin(draft: ImportDraft): Promise<void> {
    await this.#act(async () => this.#follow(await begin(this.context, draft.id)));
    this.#focusHead();
  }

  #follow(run: ImportRun): void {
    this.run = run;
    this.step = 'done';
    this.draft = null;
    this.preview = null;
    this.#address({ import: run.id });
    this.#later();
  }

  #later(): void {
    window.clearTimeout(this.#timer);
    if (this.run !== null && isUnderWay(this.run)) this.#timer = window.setTimeout(() => void this.#look(), ASKED_EVERY_MS);
    else void this.attempt(() => this.#loadRuns());
  }

  async #look(): Promise<void> {
    const { run } = this;
    if (run === null) return;
    try {
      this.run = await readRun(this.context, run.id);
    } catch (error) {
      // Not to be reached for a moment: it is asked again.
      if (!isUnreachable(error)) {
        this.context.app.report(error);
        return;
      }
    }
    this.#later();
  }

  #askTakeBack(run: ImportRun): void {
    const say = importWords(this.context);
    this.question = {
      heading: this.context.t('import.takeBackOf', { name: run.name }),
      text: `${say('undoAsk', { entries: countText('entries', run.stored, this.context) })} ${say('undoStays')}`,
      label: say('buttons.undoYes'),
      run: async () => this.#follow(await takeBack(this.context, run.id)),
    };
  }

  protected override render(): TemplateResult {
    const { context, step, refusal } = this;
    const { t } = context;
    return html`<section class="page import">
      <header class="page-head"><h1>${t('nav.import')}</h1></header>
      ${this.#steps()}
      <div role="alert">${refusal === null ? nothing : html`<p class="refusal">${refusal}</p>`}</div>
      <h2 class="step-head sr" tabindex="-1">${t(`import.step.${step}`)}</h2>
      ${this.#content()} ${confirming(context, this.question, () => (this.question = undefined))}
    </section>`;
  }

  #steps(): TemplateResult {
    const { t } = this.context;
    const at = STEPS.indexOf(this.step);
    return html`<ol class="steps" aria-label=${t('import.steps')}>
      ${STEPS.map(
        (step, nth) =>
          html`<li class=${nth < at ? 'past' : ''} aria-current=${nth === at ? 'step' : nothing}>
            ${t(`import.step.${step}`)}
          </li>`,
      )}
    </ol>`;
  }

  #content(): TemplateResult {
    const { context, draft, run, step, busy } = this;
    const { t, format, zone } = context;
    if (run !== null)
      return html`${runView(run, context, {
        stop: () => void this.#act(async () => this.#follow(await stop(context, run.id))),
        takeBack: () => this.#askTakeBack(run),
        another: () => this.#restart(),
      })}
      ${this.#earlier()}`;
    if (draft === null)
      return html`<p>${t('import.about')}</p>
        <pc-bring
          .context=${context}
          .members=${this.#mayOthers ? this.members : null}
          .reading=${this.reading}
          .take=${(file: File, member: string | null) => void this.#bring(file, member)}
        ></pc-bring>
        ${this.#earlier()}`;
    const giveUp = () => void this.#giveUp(draft);
    return html`<p class="draft-name"><strong>${draft.name}</strong></p>
      ${this.#ofStep(draft, step, busy, giveUp)}
      <p class="muted small">${t('import.until', { time: format.moment(Date.parse(draft.until), zone) })}</p>`;
  }

  #ofStep(draft: ImportDraft, step: Step, busy: boolean, giveUp: () => void): TemplateResult {
    const { context } = this;
    if (step === 'mapping')
      return html`<pc-mapping-step
        .context=${context}
        .draft=${draft}
        .busy=${busy}
        .members=${draft.may.others ? this.#named(draft) : null}
        .say=${(answers: object) => void this.#goOn(draft, answers, 'mapping')}
        .byField=${(labelField: string) =>
          void this.#act(async () => {
            await this.#say(draft, { labelField });
          })}
        .back=${() => (this.step = 'file')}
        .giveUp=${giveUp}
      ></pc-mapping-step>`;
    if (step === 'preview')
      return html`<pc-preview-step
        .context=${context}
        .preview=${this.preview}
        .busy=${busy}
        .say=${(answers: object) => void this.#goOn(draft, answers, 'preview')}
        .begin=${() => void this.#begin(draft)}
        .back=${() => (this.step = draft.labels.length + draft.people.length > 0 ? 'mapping' : 'file')}
        .giveUp=${giveUp}
      ></pc-preview-step>`;
    return html`<pc-file-step
      .context=${context}
      .draft=${draft}
      .busy=${busy}
      .say=${(answers: object) => void this.#goOn(draft, answers, 'file')}
      .giveUp=${giveUp}
    ></pc-file-step>`;
  }

  /** Members who have recorded time, and those whom the draft names already. */
  #named({ memberNames }: ImportDraft): readonly Pick<Member, 'user' | 'name'>[] {
    const known = new Set(this.members.map(({ user }) => user));
    return [...this.members, ...memberNames.filter(({ user }) => !known.has(user))];
  }

  #earlier(): TemplateResult | typeof nothing {
    const { runs, context } = this;
    if (runs === null) return nothing;
    return runsView(runs, context, {
      look: (run) => this.#follow(run),
      takeBack: (run) => this.#askTakeBack(run),
    });
  }
}
customElements.define('pc-import', PcImport);

export const page = (context: Context): TemplateResult => html`<pc-import .context=${context}></pc-import>`;
