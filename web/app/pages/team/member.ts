import { html, type TemplateResult } from 'lit';
import { LoadedPage } from '../../parts/loaded-page.js';
import type { LiveEvent } from '../../core/live.js';
import '../timesheet/page.js';
import { nameOf } from './lines.js';
import { askForLines } from './requests.js';

/** The timesheet of a member, under their name. */
class PcTeamMember extends LoadedPage<string> {
  static override properties = { user: { attribute: false } };
  declare user: string;

  protected override heading(): string {
    return this.context.t('nav.team');
  }

  /** What the server calls them. */
  protected override async ask(): Promise<string> {
    const { lines } = await askForLines(this.context.app, [this.user]);
    const [line] = lines;
    return line === undefined ? this.user : nameOf(line);
  }

  protected override concerns(_event: LiveEvent): boolean {
    // The timesheet listens by itself.
    return false;
  }

  protected override view(name: string): TemplateResult {
    return html`<pc-timesheet .context=${this.context} .member=${{ user: this.user, name }}></pc-timesheet>`;
  }
}
customElements.define('pc-team-member', PcTeamMember);
