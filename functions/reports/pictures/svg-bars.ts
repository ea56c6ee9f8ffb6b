import { type Content, type Html, html } from '../../web/html.ts';

/** A bar. A null value is not known, and `label` says so. */
export interface Bar {
  readonly value: number | null;
  /** Everything that the bar says, with its series, because colour alone says nothing: "pays £35,750". */
  readonly label: string;
  /** The second bar of a pair: outlined instead of filled. */
  readonly second?: boolean;
}

export interface BarGroup {
  readonly name: string;
  readonly bars: readonly Bar[];
}

/** A chart of horizontal bars in named groups. */
export interface BarChart {
  readonly id: string;
  readonly title: string;
  /** What is counted, and what is left out. */
  readonly note: string;
  readonly groups: readonly BarGroup[];
}

/** Heights in px of a name, of a bar with its label, and of the gap between groups. */
const nameHeight = 22;
const barHeight = 20;
const gap = 12;
/** The most that a bar takes, in per cent of the width. The rest is for its label, even on a narrow screen. */
const barWidth = 36;

/**
 * A chart as SVG. Positions are per cent of the width and sizes are px, so that bars grow with the screen and words
 * stay legible. Every bar has its words, and the description repeats them all.
 */
export function barChart({ id, title, note, groups }: BarChart): Html {
  const place = placing(groups.flatMap(({ bars }) => bars.flatMap(({ value }) => value ?? [])));
  let top = 0;
  const drawn = groups.map((group) => {
    const from = top;
    top += nameHeight + group.bars.length * barHeight + gap;
    return groupMarkup(group, from, place);
  });
  return html`<figure class="jf-figure">
<figcaption><h2 class="govuk-heading-m">${title}</h2><p class="govuk-body-s">${note}</p></figcaption>
<svg class="jf-chart" role="img" aria-labelledby="${id}-title ${id}-desc" width="100%" height="${top}" focusable="false">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${groups.map(inWords).join('; ')}.</desc>
<line class="jf-chart__axis" x1="${place(0)}%" x2="${place(0)}%" y1="0" y2="${top - gap}"/>
${drawn}</svg>
</figure>`;
}

/** The position of a value in per cent of the width: from the smallest value or 0 to the largest. */
function placing(values: readonly number[]): (value: number) => number {
  const least = values.reduce((a, b) => Math.min(a, b), 0);
  const range = values.reduce((a, b) => Math.max(a, b), 0) - least || 1;
  return (value) => Number((((value - least) / range) * barWidth).toFixed(2));
}

function groupMarkup({ name, bars }: BarGroup, top: number, place: (value: number) => number): Html {
  return html`<text class="jf-chart__name" x="0" y="${top + 15}">${name}</text>
${bars.map((bar, index) => barMarkup(bar, top + nameHeight + index * barHeight, place))}`;
}

function barMarkup({ value, label, second = false }: Bar, top: number, place: (value: number) => number): Content {
  const zero = place(0);
  const end = place(value ?? 0);
  const width = Number(Math.abs(end - zero).toFixed(2));
  const bar =
    width > 0 &&
    html`<rect class="jf-chart__bar${second && ' jf-chart__bar--second'}" x="${Math.min(zero, end)}%" y="${top + 2}" width="${width}%" height="${barHeight - 5}"/>`;
  return html`${bar}<text class="jf-chart__label" x="${Math.max(zero, end)}%" dx="6" y="${top + 14}">${label}</text>
`;
}

function inWords({ name, bars }: BarGroup): string {
  return `${name}: ${bars.map(({ label }) => label).join(', ')}`;
}
