import type { SignOffPage } from '../../application/views/pages.ts';
import { type Html, html } from '../html.ts';
import { table } from './table.ts';

/** R7. What a revision changed, old against new. `since` names the revision it is compared with. */
export function changeTable(changes: SignOffPage['changes'], since: string): Html {
  return table({
    caption: `What changed since ${since}`,
    columns: [
      { heading: 'What', cell: ({ label }) => label },
      { heading: 'Before', cell: ({ before }) => html`<span class="jf-typed">${before}</span>` },
      { heading: 'Now', cell: ({ after }) => html`<span class="jf-typed">${after}</span>` },
    ],
    rows: changes,
  });
}
