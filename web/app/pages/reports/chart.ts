import { LitElement, html, type PropertyValues } from 'lit';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { stackOf, type Bar } from './stack.js';

const HEIGHT = 260;
/** Bars are so wide at most, px. */
const BAR_MAX = 56;

/** Bars of hours, stacked by category. It is a picture of the table below it, and says so to those who do not see it. */
export class PcBars extends LitElement {
  static override properties = {
    bars: { attribute: false },
    tints: { attribute: false },
    label: { attribute: false },
    hoursText: { attribute: false },
    look: { attribute: false },
  };
  declare bars: readonly Bar[];
  /** The colour of each category; null: one without a colour of its own. */
  declare tints: ReadonlyMap<string, string | null>;
  declare label: string;
  /** Writes hours at the axis. */
  declare hoursText: (hours: number) => string;
  /** Changes with the theme: the colours are read anew. */
  declare look: string;
  #chart: uPlot | undefined;
  #watch: ResizeObserver | undefined;

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#watch = new ResizeObserver(() => {
      if (this.clientWidth > 0) this.#chart?.setSize({ width: this.clientWidth, height: HEIGHT });
    });
    this.#watch.observe(this);
    DARK.addEventListener('change', this.#draw);
  }

  override disconnectedCallback() {
    this.#watch?.disconnect();
    DARK.removeEventListener('change', this.#draw);
    this.#chart?.destroy();
    super.disconnectedCallback();
  }

  protected override render() {
    return html`<div class="chart" role="img" aria-label=${this.label}></div>`;
  }

  protected override updated(_changed: PropertyValues<this>) {
    this.#draw();
  }

  #draw = () => {
    const place = this.querySelector('.chart');
    if (!(place instanceof HTMLElement)) return;
    this.#chart?.destroy();
    const { bars, tints, hoursText } = this;
    const { categories, tops } = stackOf(bars);
    const colour = (name: string): string => resolved(place, name);
    const [muted, line, plain] = [colour('--muted'), colour('--line'), colour('--line-strong')];
    const font = `12px ${getComputedStyle(place).fontFamily}`;
    const bands = uPlot.paths.bars?.({ size: [0.7, BAR_MAX], radius: 0.08 });
    // The highest first: each lower one is drawn over it.
    const order = categories.map((category, at) => ({ category, top: tops[at] ?? [] })).reverse();
    this.#chart = new uPlot(
      {
        width: Math.max(200, this.clientWidth),
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false, range: [-0.6, bars.length - 0.4] },
          y: { range: (_u, _min, max) => [0, Math.max(1, max * 1.08)] },
        },
        axes: [
          {
            stroke: muted,
            font,
            grid: { show: false },
            ticks: { show: false },
            splits: () => bars.map((_bar, at) => at),
            values: (chart, splits) => labels(bars, splits, chart.width),
          },
          {
            stroke: muted,
            font,
            size: 64,
            grid: { stroke: line, width: 1 },
            ticks: { show: false },
            values: (_chart, splits) => splits.map((hours) => hoursText(hours)),
          },
        ],
        series: [
          {},
          ...order.map(({ category }) => ({
            fill: tints.get(category) ?? plain,
            width: 0,
            points: { show: false },
            ...(bands === undefined ? {} : { paths: bands }),
          })),
        ],
      },
      [bars.map((_bar, at) => at), ...order.map(({ top }) => [...top])],
      place,
    );
  };
}

const DARK = matchMedia('(prefers-color-scheme: dark)');

/** The colour that a token stands for now: a canvas does not know custom properties. */
const resolved = (place: HTMLElement, name: string): string => {
  const probe = document.createElement('i');
  probe.style.setProperty('color', `var(${name})`);
  place.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
};

/** Every label that has room; the others are left out evenly. */
const labels = (bars: readonly Bar[], splits: readonly number[], width: number): string[] => {
  const every = Math.max(1, Math.ceil((bars.length * 64) / width));
  return splits.map((at) => (at % every === 0 ? (bars[at]?.label ?? '') : ''));
};

customElements.define('pc-bars', PcBars);
