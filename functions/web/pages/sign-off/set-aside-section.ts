import type { SignOffPage } from '../../../application/views/pages.ts';
import { table } from '../../components/table.ts';
import { bullets, heading, paragraph } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { decidedBefore, heldUntilThen, oldAndNew } from '../../set-aside-words.ts';

/** R7. Above everything else for an officer whose borough is asked again: what it had decided, and why that is not enough. */
export function setAsideSection({ setAside, borough, partner }: SignOffPage): Html | null {
  if (setAside === null) return null;
  return html`${heading(`What ${borough.name} had decided`)}
${paragraph(decidedBefore(setAside, borough.name))}
${paragraph(heldUntilThen(setAside, borough.name))}
${heading(`Why ${borough.name} is asked again`)}
${bullets(setAside.why)}
${table({
  caption: 'Figures then and now',
  columns: [
    { heading: 'Figure', cell: ({ name }) => name },
    { heading: `Revision ${setAside.revision}`, cell: ({ before }) => before },
    { heading: 'Now', cell: ({ now }) => now },
  ],
  rows: oldAndNew(setAside, borough.name, partner),
})}`;
}
