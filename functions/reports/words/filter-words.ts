const names: Readonly<Record<string, string>> = {
  decidedIn: 'decided in',
  financialYear: 'financial year',
};

/**
 * A filter of a report in words. Filters without a name here are called as in the query.
 *
 * @example filterInWords({ decidedIn: '2025-26', borough: 'E09000007' }) // ['decided in 2025-26', 'borough E09000007']
 */
export function filterInWords(filter: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(filter).map(([name, value]) => `${names[name] ?? name} ${value}`);
}
