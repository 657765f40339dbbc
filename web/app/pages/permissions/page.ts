import { html, nothing, type TemplateResult } from 'lit';
import { isForEverybody } from '../../../../src/domain/capabilities.js';
import { closeIcon } from '../../../kit/icon.js';
import type { Context } from '../../core/context.js';
import { askForDirectory } from '../../core/directory.js';
import type { LiveEvent } from '../../core/live.js';
import { askForNames } from '../../core/names.js';
import { capabilityText } from '../../parts/capability.js';
import { LoadedPage } from '../../parts/loaded-page.js';
import type { Permission, PermissionList, Subject, Way } from './contract.js';
import './permissions.css';
import { givenTo, othersOf, subjectsOf } from './subjects.js';

interface Data {
  readonly permissions: readonly Permission[];
  readonly subjects: readonly Subject[];
}

/** Who may do what in the server: each capability with those to whom it is given or denied. */
class PcPermissions extends LoadedPage<Data> {
  static override properties = { busy: { state: true } };
  declare busy: boolean;

  constructor() {
    super();
    this.busy = false;
  }

  protected override heading(): string {
    return this.context.t('nav.permissions');
  }

  protected override async ask(): Promise<Data> {
    const { app, space } = this.context;
    const [{ permissions }, directory, names] = await Promise.all([
      app.api.get<PermissionList>(`/spaces/${space.id}/permissions`),
      askForDirectory(app),
      askForNames(app),
    ]);
    return { permissions, subjects: subjectsOf(space.id, directory, names) };
  }

  protected override concerns({ type }: LiveEvent): boolean {
    return type === 'settings';
  }

  async #put({ capability }: Permission, way: Way, { kind, id }: Subject): Promise<void> {
    const { app, space } = this.context;
    this.busy = true;
    await this.attempt(async () => {
      const body = kind === 'role' ? { way, roles: [id] } : { way, members: [id] };
      await app.api.write('PATCH', `/spaces/${space.id}/permissions/${capability}`, { body });
    });
    await this.reload();
    this.busy = false;
  }

  protected override view({ permissions, subjects }: Data): TemplateResult {
    const { t } = this.context;
    return html`<section class="page narrow">
      <h1>${t('nav.permissions')}</h1>
      <p class="muted">${t('permissions.rule')}</p>
      ${permissions.map((permission) => this.#card(permission, subjects))}
    </section>`;
  }

  #card(permission: Permission, subjects: readonly Subject[]): TemplateResult {
    const { t, model } = this.context;
    const { capability, mayChange } = permission;
    const { name, description } = capabilityText(capability, model.locale);
    return html`<article class="card" data-capability=${capability} aria-labelledby="capability-${capability}">
      <div>
        <h2 id="capability-${capability}">${name}</h2>
        <p class="muted small">
          ${description} ${t(isForEverybody(capability) ? 'permissions.forEverybody' : 'permissions.forManagers')}
        </p>
      </div>
      ${this.#list(permission, 'allow', subjects)} ${this.#list(permission, 'deny', subjects)}
      ${mayChange ? this.#adding(permission, subjects) : html`<p class="small">${t('permissions.notYours')}</p>`}
    </article>`;
  }

  #list(permission: Permission, way: 'allow' | 'deny', subjects: readonly Subject[]): TemplateResult | typeof nothing {
    const { t, model } = this.context;
    const given = givenTo(permission[way], subjects);
    if (given.length === 0) return nothing;
    const { name: capability } = capabilityText(permission.capability, model.locale);
    return html`<div class="given">
      <span class="tag ${way === 'allow' ? 'good' : 'bad'}">${t(`permissions.${way === 'allow' ? 'allowed' : 'denied'}`)}</span>
      <ul>
        ${given.map(
          (subject) =>
            html`<li class="subject">
              ${subject.name}
              ${
                permission.mayChange
                  ? html`<button
                      type="button"
                      class="icon-button"
                      aria-label=${t('permissions.remove', { name: subject.name, capability })}
                      ?disabled=${this.busy}
                      @click=${() => void this.#put(permission, 'clear', subject)}
                    >
                      ${closeIcon(16)}
                    </button>`
                  : nothing
              }
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #adding(permission: Permission, subjects: readonly Subject[]): TemplateResult {
    const { t, model } = this.context;
    const { name: capability } = capabilityText(permission.capability, model.locale);
    const others = othersOf(permission, subjects);
    const add = (event: Event) => {
      event.preventDefault();
      if (!(event.target instanceof HTMLFormElement)) return;
      const form = new FormData(event.target);
      const subject = others.find(({ kind, id }) => `${kind} ${id}` === form.get('subject'));
      if (subject !== undefined) void this.#put(permission, form.get('way') === 'deny' ? 'deny' : 'allow', subject);
    };
    const optionsOf = (kind: Subject['kind']) =>
      others
        .filter((each) => each.kind === kind)
        .map((each) => html`<option value=${`${kind} ${each.id}`}>${each.name}</option>`);
    return html`<form class="adding" @submit=${add}>
      <select name="way" aria-label=${t('permissions.way', { capability })}>
        <option value="allow">${t('permissions.allow')}</option>
        <option value="deny">${t('permissions.deny')}</option>
      </select>
      <select name="subject" required aria-label=${t('permissions.who', { capability })}>
        <option value="">${t('permissions.choose')}</option>
        <optgroup label=${t('permissions.roles')}>${optionsOf('role')}</optgroup>
        <optgroup label=${t('permissions.members')}>${optionsOf('member')}</optgroup>
      </select>
      <button type="submit" class="button" ?disabled=${this.busy || others.length === 0}>${t('permissions.add')}</button>
    </form>`;
  }
}
customElements.define('pc-permissions', PcPermissions);

export const page = (context: Context): TemplateResult => html`<pc-permissions .context=${context}></pc-permissions>`;
