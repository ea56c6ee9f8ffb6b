type Recommendation = 'recommend' | 'recommend-with-conditions' | 'not-recommended' | 'request-changes';

/** R17. Whether the scheme asks for a review: always, never, or above an amount. */
export function asksForReview(required: 'always' | 'never' | { readonly above: number }, totalCost: number): boolean {
  return typeof required === 'string' ? required === 'always' : totalCost > required.above;
}

/**
 * R17. Changes if any reviewer asks for them; otherwise not recommended if at least half say so; otherwise recommended, with
 * conditions if there are any. Lapsed if nobody answered and nobody is left.
 */
export function recommendationOf(answers: readonly Recommendation[]): Recommendation | 'lapsed' {
  if (answers.length === 0) return 'lapsed';
  if (answers.includes('request-changes')) return 'request-changes';
  const against = answers.filter((answer) => answer === 'not-recommended').length;
  if (against * 2 >= answers.length) return 'not-recommended';
  return answers.includes('recommend-with-conditions') ? 'recommend-with-conditions' : 'recommend';
}
