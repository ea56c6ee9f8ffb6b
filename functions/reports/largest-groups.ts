/** The most groups that a chart shows by themselves: more would be longer than a screen, and no longer a picture. */
export const mostGroups = 12;

/** A group and what its figures come to; `size` says which groups are shown. */
export interface Tallied<Figures> {
  readonly name: string;
  readonly size: number;
  readonly figures: Figures;
}

/**
 * The largest groups, in falling order of size, equal ones by name; of more than `most` the others come last, added up under one
 * name.
 *
 * @param others name of the rest, by how many they are
 */
export function largestGroups<Figures>(
  groups: readonly Tallied<Figures>[],
  added: (a: Figures, b: Figures) => Figures,
  others: (count: number) => string,
  most: number = mostGroups,
): readonly { readonly name: string; readonly figures: Figures }[] {
  const sorted = groups.toSorted((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
  if (sorted.length <= most) return sorted;
  const rest = sorted.slice(most - 1);
  const figures = rest.map((group) => group.figures).reduce(added);
  return [...sorted.slice(0, most - 1), { name: others(rest.length), figures }];
}
