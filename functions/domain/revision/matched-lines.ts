/** A line of a revision, and what the same line was in another revision. */
export interface MatchedLines<Line> {
  readonly pairs: readonly { readonly before: Line; readonly after: Line }[];
  /** Only in the earlier revision. */
  readonly gone: readonly Line[];
  /** Only in the later revision. */
  readonly added: readonly Line[];
}

/**
 * R7. Matches the lines of two revisions. Lines with the same `identity` are the same line; where several have it, the
 * largest is matched with the largest, so that a line cannot hide its rise behind another one. `tie` orders lines of
 * the same amount, so that the order of the lines makes no difference. `amount` is in pence.
 */
export function matchLines<Line extends { readonly amount: number }>(
  before: readonly Line[],
  after: readonly Line[],
  identity: (line: Line) => string,
  tie: (line: Line) => string,
): MatchedLines<Line> {
  const sorted = (lines: readonly Line[]) =>
    Map.groupBy(
      lines.toSorted((a, b) => b.amount - a.amount || (tie(a) < tie(b) ? -1 : 1)),
      identity,
    );
  const [old, now] = [sorted(before), sorted(after)];
  const groups = [...new Set([...old.keys(), ...now.keys()])].map((key) => ({
    was: old.get(key) ?? [],
    is: now.get(key) ?? [],
  }));
  return {
    pairs: groups.flatMap(({ was, is }) =>
      was.flatMap((line, place) => {
        const matched = is[place];
        return matched === undefined ? [] : [{ before: line, after: matched }];
      }),
    ),
    gone: groups.flatMap(({ was, is }) => was.slice(is.length)),
    added: groups.flatMap(({ was, is }) => is.slice(was.length)),
  };
}
