/** One borough in the sharing of a cost (R10). Amounts in pence. */
export interface Payer {
  readonly borough: string;
  readonly weight: number | bigint;
  /** The most that it agreed to, including its own lines. null: no cap. */
  readonly upTo: number | null;
  readonly ownLines: number;
}

export type Shared =
  | {
      readonly kind: 'shared';
      readonly contributions: ReadonlyMap<string, number>;
      readonly capped: ReadonlySet<string>;
    }
  | { readonly kind: 'short'; readonly by: number };

const sum = (amounts: Iterable<bigint>) => [...amounts].reduce((total, amount) => total + amount, 0n);

/**
 * R10, word by word: share in proportion. A borough that would exceed its cap (less its own lines) pays its cap, and the others
 * share the rest. Repeat this. Then round down, and add one penny each by largest remainder, ties by GSS code.
 */
export function shareAmong(sharedCost: number, payers: readonly Payer[]): Shared {
  const cost = sharedCost + payers.reduce((total, { ownLines }) => total + ownLines, 0);
  const agreed = payers.reduce((total, { upTo }) => total + (upTo ?? cost), 0);
  if (agreed < cost) return { kind: 'short', by: cost - agreed };
  const { shares, capped } = exactShares(BigInt(sharedCost), payers);
  const pence = new Map(shares.map(({ borough, numerator, denominator }) => [borough, numerator / denominator]));
  let left = BigInt(sharedCost) - sum(pence.values());
  for (const { borough } of shares.toSorted(byRemainder)) {
    if (left === 0n) break;
    pence.set(borough, (pence.get(borough) ?? 0n) + 1n);
    left -= 1n;
  }
  const contributions = new Map(
    payers.map(({ borough, ownLines }) => [borough, Number(pence.get(borough)) + ownLines] as const),
  );
  return { kind: 'shared', contributions, capped };
}

interface ExactShare {
  readonly borough: string;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Each borough's exact share of the shared cost, in fractions of a penny. */
function exactShares(sharedCost: bigint, payers: readonly Payer[]) {
  const capped = new Map<string, bigint>();
  for (;;) {
    const rest = sharedCost - sum(capped.values());
    const others = payers.filter(({ borough }) => !capped.has(borough));
    const weights = sum(others.map(({ weight }) => BigInt(weight)));
    const room = ({ upTo, ownLines }: Payer) => (upTo === null ? sharedCost : BigInt(upTo - ownLines));
    const above = others.filter((payer) => rest * BigInt(payer.weight) > room(payer) * weights);
    for (const payer of above) capped.set(payer.borough, room(payer));
    if (above.length > 0) continue;
    const shares = payers.map(({ borough, weight }): ExactShare => {
      const cap = capped.get(borough);
      return cap === undefined
        ? { borough, numerator: rest * BigInt(weight), denominator: weights }
        : { borough, numerator: cap, denominator: 1n };
    });
    return { shares, capped: new Set(capped.keys()) };
  }
}

/** Largest remainder first. Among equal ones, the lower GSS code first. */
function byRemainder(a: ExactShare, b: ExactShare): number {
  const left = (a.numerator % a.denominator) * b.denominator;
  const right = (b.numerator % b.denominator) * a.denominator;
  if (left !== right) return left > right ? -1 : 1;
  return a.borough < b.borough ? -1 : 1;
}
