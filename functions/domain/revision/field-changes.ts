import { dateInWords, inWords } from '../vocabulary/calendar.ts';
import { formatPounds } from '../vocabulary/money.ts';
import type {
  BenefitLine,
  BoroughCode,
  CostLine,
  OptimismBias,
  Pledge,
  ProposalContent,
  Stage,
} from '../vocabulary/proposal.ts';

/** One field or line that a revision changed, old and new, in words; 'none' if there was or is nothing. */
export interface FieldChange {
  /** JSON pointer into the new revision, or into the old one for a removed line. */
  readonly pointer: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** The parts of a revision that are compared. A new proposer alone does not change what is asked for. */
export type ComparedContent = Omit<ProposalContent, 'proposer'>;

/** How a change shows an absent value. */
export const none = 'none';

/**
 * R7. What a revision changed, field by field and line by line, in form order. The order of lines does not matter,
 * except for stages and pledges, which are numbered. A line is compared with the old line most like it. Empty if, and
 * only if, both ask for the same. `nameOf` gives a borough's name.
 */
export function changesBetween(
  before: ComparedContent,
  after: ComparedContent,
  nameOf: (borough: BoroughCode) => string = (borough) => borough,
): readonly FieldChange[] {
  return [
    ...Object.entries(fields(nameOf)).flatMap(([name, { label, words }]) => {
      const [old, now] = [words(before), words(after)];
      return old === now ? [] : [{ pointer: `/${name}`, label, before: old, after: now }];
    }),
    ...Object.entries(lists(nameOf)).flatMap(([name, { label, entries }]) =>
      changedEntries({ pointer: `/${name}`, label }, entries(before), entries(after)),
    ),
  ];
}

/** Lists are compared entry by entry, all other fields as a whole. */
type ListField = {
  [Name in keyof ComparedContent]-?: NonNullable<ComparedContent[Name]> extends readonly unknown[] ? Name : never;
}[keyof ComparedContent];
type SingleField = Exclude<keyof ComparedContent, ListField>;

interface Field {
  readonly label: string;
  readonly words: (content: ComparedContent) => string;
}

/** In form order. A field of a proposal that is missing both here and in `lists` does not compile. */
function fields(nameOf: (borough: BoroughCode) => string): Readonly<Record<SingleField, Field>> {
  return {
    title: { label: 'Title', words: ({ title }) => title },
    summary: { label: 'Summary', words: ({ summary }) => summary },
    leadBorough: { label: 'Lead borough', words: ({ leadBorough }) => nameOf(leadBorough) },
    scheme: { label: 'Scheme', words: ({ scheme }) => scheme },
    apportionment: { label: 'Cost shared by', words: ({ apportionment }) => apportionment },
    prices: { label: 'Prices', words: ({ prices }) => prices },
    optimismBias: { label: 'Optimism bias', words: ({ optimismBias }) => biasWords(optimismBias) },
    alternatives: { label: 'Alternatives', words: ({ alternatives }) => alternatives ?? 'none stated' },
    respondBy: {
      label: 'Respond by',
      words: ({ respondBy }) => (respondBy === undefined ? 'set by the scheme' : inWords(respondBy)),
    },
  };
}

/**
 * A line of a list. Its words contain all of it; `likeness` lists what an old and a new line may share, the most
 * telling first.
 */
interface Entry {
  readonly words: string;
  readonly likeness: readonly string[];
}

interface List {
  readonly label: string;
  readonly entries: (content: ComparedContent) => readonly Entry[];
}

function lists(nameOf: (borough: BoroughCode) => string): Readonly<Record<ListField, List>> {
  return {
    partners: {
      label: 'Partner',
      entries: ({ partners }) =>
        partners.map(({ borough, weight }) => ({
          words: nameOf(borough) + (weight === undefined ? '' : `, weight ${weight}`),
          likeness: [borough],
        })),
    },
    stages: { label: 'Stage', entries: ({ stages }) => stages.map(stageEntry) },
    costs: { label: 'Cost', entries: ({ costs }) => costs.map((line) => costEntry(line, nameOf)) },
    benefits: { label: 'Benefit', entries: ({ benefits }) => benefits.map((line) => benefitEntry(line, nameOf)) },
    confidential: {
      label: 'Confidential',
      entries: ({ confidential }) =>
        confidential.map(({ pointer, reason }) => ({ words: `${pointer}: ${reason}`, likeness: [pointer] })),
    },
    pledges: { label: 'Pledge', entries: ({ pledges }) => pledges.map(pledgeEntry) },
  };
}

type Placed = Entry & { readonly place: number };

function changedEntries(
  list: Pick<FieldChange, 'pointer' | 'label'>,
  before: readonly Entry[],
  after: readonly Entry[],
): readonly FieldChange[] {
  const old: Placed[] = before.map((entry, place) => ({ ...entry, place }));
  const now: Placed[] = after.map((entry, place) => ({ ...entry, place }));
  const rounds = Math.max(0, ...[...old, ...now].map(({ likeness }) => likeness.length));
  takePairs(old, now, ({ words }) => words);
  const pairs = Array.from({ length: rounds }, (_, round) =>
    takePairs(old, now, ({ likeness }) => likeness[round]),
  ).flat();
  const change = (place: number, from: string, to: string): FieldChange & { readonly place: number } => ({
    pointer: `${list.pointer}/${place}`,
    label: list.label,
    before: from,
    after: to,
    place,
  });
  return [
    ...pairs.map(([was, is]) => change(is.place, was.words, is.words)),
    ...old.map((was) => change(was.place, was.words, none)),
    ...now.map((is) => change(is.place, none, is.words)),
  ]
    .toSorted((a, b) => a.place - b.place)
    .map(({ place: _, ...shown }) => shown);
}

/** Removes from both lists, in order, the pairs with the same `likeness`, and returns them. */
function takePairs(old: Placed[], now: Placed[], likeness: (entry: Placed) => string | undefined): [Placed, Placed][] {
  const pairs: [Placed, Placed][] = [];
  for (const was of [...old]) {
    const at = now.findIndex((entry) => likeness(entry) === likeness(was));
    const [is] = at < 0 ? [] : now.splice(at, 1);
    if (is === undefined) continue;
    old.splice(old.indexOf(was), 1);
    pairs.push([was, is]);
  }
  return pairs;
}

function stageEntry({ name, gateBy }: Stage, index: number): Entry {
  const gate = gateBy === undefined ? '' : `, gate by ${dateInWords(gateBy)}`;
  return { words: `${index + 1}: ${name}${gate}`, likeness: [String(index)] };
}

function pledgeEntry({ unit, target, by }: Pledge, index: number): Entry {
  return { words: `${index + 1}: ${target} ${unit} by ${dateInWords(by)}`, likeness: [String(index)] };
}

function costEntry(line: CostLine, nameOf: (borough: BoroughCode) => string): Entry {
  const { financialYear, kind, amount, description, stage, borough, prices } = line;
  const whose = borough === undefined ? 'shared' : `own line of ${nameOf(borough)}`;
  return {
    words: `${formatPounds(amount)} ${kind} in ${financialYear}, ${whose}, stage ${stage}${priceWords(prices)}: ${description}`,
    likeness: [
      JSON.stringify([financialYear, kind, whose, stage, description]),
      JSON.stringify([financialYear, kind, whose, stage, amount]),
      JSON.stringify([whose, description]),
      description,
    ],
  };
}

function benefitEntry(line: BenefitLine, nameOf: (borough: BoroughCode) => string): Entry {
  const { financialYear, borough, amount, confidence, description, fixed, prices } = line;
  const whose = borough === 'all' ? 'all' : nameOf(borough);
  const whole = fixed === true ? ', fixed' : '';
  return {
    words: `${formatPounds(amount)} ${line.class} in ${financialYear} for ${whose}${whole}, confidence ${confidence}${priceWords(prices)}: ${description}`,
    likeness: [
      JSON.stringify([financialYear, line.class, whose, description]),
      JSON.stringify([financialYear, line.class, whose, amount]),
      JSON.stringify([whose, description]),
      description,
    ],
  };
}

function priceWords(prices: CostLine['prices']): string {
  return prices === undefined ? '' : `, ${prices} prices`;
}

function biasWords(bias: OptimismBias | undefined): string {
  if (bias === undefined) return none;
  const which = 'rate' in bias ? `rate ${bias.rate}` : bias.projectType;
  return `${which}, mitigation ${bias.mitigation}`;
}
