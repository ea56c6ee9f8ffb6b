import fc from 'fast-check';

/**
 * The fewest steps of a failing history that still fail: fast-check leaves out, one after the other, the steps that the failure
 * does not need. `failure` says what broke with only these steps, or undefined. Returns all steps if they do not fail.
 */
export async function shortest<S>(
  steps: readonly S[],
  failure: (some: readonly S[]) => Promise<string | undefined>,
): Promise<{ readonly steps: readonly S[]; readonly failure: string | undefined }> {
  const kept = (mask: readonly boolean[]) => steps.filter((_, at) => mask[at] === true);
  const masks = fc.array(fc.boolean(), { minLength: steps.length, maxLength: steps.length });
  const property = fc.asyncProperty(masks, async (mask) => (await failure(kept(mask))) === undefined);
  const all = steps.map(() => true);
  const found = await fc.check(property, { examples: [[all]], numRuns: 1, endOnFailure: false });
  const left = kept(found.counterexample?.[0] ?? all);
  return { steps: left, failure: await failure(left) };
}
