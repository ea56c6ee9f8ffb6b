/** The part of a benefit line that the key `benefit` uses (R10). */
interface Benefit {
  readonly borough: string;
  readonly class: string;
  readonly amount: number;
  readonly confidence: number;
}

/** R16. Percent taken off a benefit, by confidence grade 1 to 6. */
const reductions = [0, 5, 10, 15, 25, 40];

/**
 * R10. With `benefit`, a borough's weight is the sum of its own benefit lines after confidence, undiscounted and without
 * disbenefits. The unit is a hundredth of a penny, because only the proportion matters.
 */
function benefitWeight(borough: string, benefits: readonly Benefit[]): bigint {
  const own = benefits.filter((line) => line.borough === borough && line.class !== 'disbenefit');
  return own.reduce(
    (weight, { amount, confidence }) => weight + BigInt(amount) * BigInt(100 - (reductions[confidence - 1] ?? 100)),
    0n,
  );
}

/** What the weight of a partner depends on (R10). */
interface Planned {
  readonly apportionment: string;
  readonly partners: readonly { readonly borough: string; readonly weight?: number | undefined }[];
  readonly benefits: readonly Benefit[];
}

/** R10. A partner's weight by the key; undefined for `population`, which is not part of the proposal. */
export function weightOf({ apportionment, partners, benefits }: Planned, borough: string): number | bigint | undefined {
  if (apportionment === 'equal') return 1;
  if (apportionment === 'benefit') return benefitWeight(borough, benefits);
  if (apportionment === 'weights') return partners.find((each) => each.borough === borough)?.weight;
  return undefined;
}
