import { addYears } from '../../functions/domain/vocabulary/financial-year.ts';
import { gss } from '../support/builders/ids.ts';
import type { Call } from '../support/deployed/api-client.ts';
import type { Member } from '../support/deployed/coalition.ts';
import { inSeconds, type ProposalBody, proposalBody, sharedCost, thisYear } from '../support/deployed/proposal-body.ts';

/** A faulty submission, and the complete response to it. */
export interface BadBody {
  readonly what: string;
  readonly call: Pick<Call, 'body' | 'bytes' | 'headers'>;
  readonly status: 400 | 413 | 415 | 422;
  /** The pointers of exactly all faults. Only for 422. */
  readonly pointers?: readonly string[];
}

const twoMonths = 60 * 86_400;
const bell = '\u0007';
const override = '\u202E';

/** Every fault of a submission (docs/rules.md, HTTP interface), in a coalition of three. */
export function badBodies(members: readonly Member[]): readonly BadBody[] {
  const whole = JSON.stringify(proposalBody(members));
  return [...faultyContents(members), ...faultyLimits(members), ...unreadable(whole)];
}

function faultyContents(members: readonly Member[]): readonly BadBody[] {
  const content = faultyWith(members);
  const partners = members.map(({ code }) => ({ borough: code }));
  const [lead] = partners;
  const lines = (changes: readonly ProposalBody[]) => changes.map((change) => ({ ...sharedCost(100), ...change }));
  return [
    content('wrong types', { title: 5, partners: {}, costs: 'x', proposer: [] }, [
      '/title',
      '/partners',
      '/costs',
      '/proposer',
    ]),
    { what: 'nothing but an object', call: { body: {} }, status: 422, pointers: required },
    content('unknown members', { colour: 'red', costs: lines([{ colour: 'red' }]) }, ['/colour', '/costs/0/colour']),
    content('members of every object’s prototype', { constructor: 1, toString: {} }, ['/constructor', '/toString']),
    content('a partner twice', { partners: [...partners, lead] }, ['/partners/3/borough']),
    content('a lead that is no partner', { partners: partners.slice(1) }, ['/partners']),
    content(
      'boroughs that are none',
      { partners: [...partners, { borough: gss('E09000099') }, { borough: 'Camden' }] },
      ['/partners/3/borough', '/partners/4/borough'],
    ),
    content('a scheme that is none', { scheme: 'no-such-scheme' }, ['/scheme']),
    content('weights where none belong', { partners: [{ ...lead, weight: 2 }, ...partners.slice(1)] }, [
      '/partners/0/weight',
    ]),
    content('weights that are missing', { apportionment: 'weights' }, [
      '/partners/0/weight',
      '/partners/1/weight',
      '/partners/2/weight',
    ]),
    content(
      'amounts that are none',
      { costs: lines([0, -1, 2 ** 53, 0.5, 100_000_000_000, '100', null].map((amount) => ({ amount }))) },
      [0, 1, 2, 3, 4, 5, 6].map((index) => `/costs/${index}/amount`),
    ),
    content(
      'years that are none',
      {
        costs: lines(
          ['2026-25', '2026-28', '2026/27', '2026', '26-27', 2026].map((financialYear) => ({ financialYear })),
        ),
      },
      [0, 1, 2, 3, 4, 5].map((index) => `/costs/${index}/financialYear`),
    ),
    content('a cost in a year that ended', { costs: lines([{ financialYear: addYears(thisYear(), -1) }]) }, [
      '/costs/0/financialYear',
    ]),
    content('an answer wanted too soon', { scheme: 'standard', respondBy: inSeconds(86_000) }, ['/respondBy']),
    content('an answer wanted yesterday', { respondBy: inSeconds(-86_400) }, ['/respondBy']),
    content('an answer wanted too late', { respondBy: inSeconds(181 * 86_400) }, ['/respondBy']),
    content('an answer wanted at no moment', { respondBy: '2026-02-30T25:00:00Z' }, ['/respondBy']),
    content('a proposer of elsewhere', { proposer: { name: 'Somebody', email: 'somebody@elsewhere.example' } }, [
      '/proposer/email',
    ]),
    content('control and bidirectional characters, and half of a surrogate pair', unprintable(members), [
      '/title',
      '/summary',
      '/proposer/name',
      '/stages/0/name',
      '/costs/0/description',
      '/benefits/0/description',
      '/alternatives',
      '/pledges/0/unit',
      '/confidential/0/reason',
    ]),
    content(
      'a stage without its gate, and a line of a stage that is none',
      {
        stages: [{ name: 'Pilot' }, { name: 'Roll-out' }],
        costs: lines([{ stage: 3 }]),
      },
      ['/stages/1/gateBy', '/costs/0/stage'],
    ),
    content('everything at once, each fault once', { title: '', scheme: 'none', costs: [], apportionment: 'fair' }, [
      '/title',
      '/scheme',
      '/costs',
      '/apportionment',
    ]),
  ];
}

const required = [
  '/title',
  '/summary',
  '/alternatives',
  '/leadBorough',
  '/proposer',
  '/scheme',
  '/partners',
  '/apportionment',
  '/costs',
];

function unprintable([lead]: readonly Member[]): ProposalBody {
  return {
    title: `Sensors${bell}`,
    summary: `Sensors ${override}against damp`,
    proposer: { name: `Head${bell}`, email: lead?.address('housing') },
    stages: [{ name: `Pilot\n` }],
    costs: [{ ...sharedCost(100), description: `Sensors\u0000` }],
    benefits: [
      {
        financialYear: thisYear(),
        borough: 'all',
        class: 'cashable',
        amount: 1,
        confidence: 1,
        description: `Repairs\u2066`,
      },
    ],
    alternatives: 'Half of \ud800 a pair',
    pledges: [{ unit: `sensors${override}`, target: 1, by: '2199-01-01' }],
    confidential: [{ pointer: '/summary', reason: `\u009f` }],
  };
}

/** One more than each limit of docs/rules.md, HTTP interface. */
function faultyLimits(members: readonly Member[]): readonly BadBody[] {
  const content = faultyWith(members);
  const [lead] = members;
  const benefit = {
    financialYear: thisYear(),
    borough: 'all',
    class: 'cashable',
    amount: 1,
    confidence: 1,
    description: 'x',
  };
  const strangers = Array.from({ length: 40 }, (_, index) => ({
    borough: `E090000${String(index + 1).padStart(2, '0')}`,
  }));
  return [
    content('a title of 151 characters', { title: 'x'.repeat(151) }, ['/title']),
    content('a summary of 4,001 characters', { summary: 'x'.repeat(4_001) }, ['/summary']),
    content('a description of 501 characters', { costs: [{ ...sharedCost(1), description: 'x'.repeat(501) }] }, [
      '/costs/0/description',
    ]),
    content('one partner', { partners: [{ borough: lead?.code }] }, ['/partners']),
    content('41 partners', { partners: [{ borough: lead?.code }, ...strangers] }, ['/partners']),
    content('11 stages', { stages: Array.from({ length: 11 }, () => ({ name: 'x', gateBy: '2199-01-01' })) }, [
      '/stages',
    ]),
    content('201 cost lines', { costs: Array.from({ length: 201 }, () => sharedCost(1)) }, ['/costs']),
    content(
      '25 columns',
      { costs: Array.from({ length: 25 }, (_, year) => sharedCost(1, { financialYear: addYears(thisYear(), year) })) },
      ['/costs'],
    ),
    content('501 benefit lines', { benefits: Array.from({ length: 501 }, () => benefit) }, ['/benefits']),
    content('a total above the largest amount', { costs: [sharedCost(99_999_999_999), sharedCost(1)] }, ['/costs']),
    content(
      'weights beside 1 to 1,000,000',
      {
        apportionment: 'weights',
        partners: members.map(({ code }, index) => ({ borough: code, weight: [0, 1, 1_000_001][index] ?? 1 })),
      },
      ['/partners/0/weight', '/partners/2/weight'],
    ),
    content(
      'an appraisal that reaches too far',
      { benefits: [{ ...benefit, financialYear: addYears(thisYear(), 126) }] },
      ['/benefits/0/financialYear'],
    ),
  ];
}

/** Bodies that the API cannot read. */
function unreadable(whole: string): readonly BadBody[] {
  const json = (what: string, bytes: string | Uint8Array): BadBody => ({ what, call: { bytes }, status: 400 });
  const typed = (what: string, headers: Readonly<Record<string, string>>): BadBody => ({
    what,
    call: { bytes: whole, headers },
    status: 415,
  });
  const invalid = Buffer.concat([
    Buffer.from(whole.slice(0, -1)),
    Buffer.from(',"x":"'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('"}'),
  ]);
  return [
    json('broken JSON', whole.slice(0, -1)),
    json('an empty body', ' '),
    json('JSON with a comment', `${whole} // really`),
    json('bytes that are not UTF-8', invalid),
    json('a body in base64', Buffer.from(whole).toString('base64')),
    json('100,000 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    typed('no JSON by its type', { 'content-type': 'text/plain' }),
    typed('a form by its type', { 'content-type': 'application/x-www-form-urlencoded' }),
    typed('bytes by its type', { 'content-type': 'application/octet-stream' }),
    typed('JSON in another encoding', { 'content-type': 'application/json; charset=iso-8859-1' }),
    typed('compressed, or so it says', { 'content-encoding': 'gzip' }),
    { what: 'a list', call: { bytes: '[]' }, status: 422, pointers: [''] },
    { what: 'null', call: { bytes: 'null' }, status: 422, pointers: [''] },
    {
      what: 'a member twice',
      call: { bytes: whole.replace('{', '{"title":"First title",') },
      status: 422,
      pointers: ['/title'],
    },
    {
      what: '257 KB',
      call: { bytes: whole.replace('{', `{"padding":"${'x'.repeat(257 * 1024 - whole.length)}",`) },
      status: 413,
    },
  ];
}

function faultyWith(members: readonly Member[]) {
  return (what: string, changes: ProposalBody, pointers: readonly string[]): BadBody => ({
    what,
    call: { body: proposalBody(members, changes) },
    status: 422,
    pointers,
  });
}

/** Faulty bodies for other paths, with the faults that all of them share. */
export function badBodiesElsewhere(
  proposal: string,
): readonly (BadBody & Required<Pick<Call, 'method'>> & { readonly path: string })[] {
  const soon = inSeconds(twoMonths);
  return [
    {
      what: 'a withdrawal without its reason',
      path: `${proposal}/withdrawal`,
      method: 'POST',
      call: { body: { why: 'x' }, headers: { 'if-match': '*' } },
      status: 422,
      pointers: ['/reason', '/why'],
    },
    {
      what: 'a revision that is nothing',
      path: proposal,
      method: 'PUT',
      call: { body: { expiresAt: soon }, headers: { 'if-match': '*' } },
      status: 422,
      pointers: [...required, '/expiresAt'],
    },
  ];
}
