/** Characters of a title that fit beside its reference on the narrowest screen. SVG cannot wrap lines. */
const most = 20;

/**
 * The short name of a proposal in a chart. The table has the whole title.
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
