/** Characters of a title that fit beside its reference on the narrowest screen, where SVG cannot break a line. */
const most = 20;

/**
 * A proposal as a chart names it; the whole title stands in the table.
 *
 * @example shortName('JF-7K3M2Q', 'Digital apprenticeships across ten boroughs') // 'JF-7K3M2Q Digital…'
 */
export function shortName(reference: string, title: string): string {
  const characters = [...title];
  if (characters.length <= most) return `${reference} ${title}`;
  const cut = characters.slice(0, most).join('');
  const atWord = cut.replace(/\s+\S*$/, '');
  return `${reference} ${atWord}…`;
}
