import { expect, test } from 'vitest';
import type { DeemedApproval } from '../../../functions/domain/vocabulary/borough.ts';
import type { LocalDate } from '../../../functions/domain/vocabulary/calendar.ts';
import { aBorough, camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { memoryCoalition } from '../../support/worlds/memory-coalition.ts';

/** Each share of the £90,000 that three boroughs have. */
const asked = 3_000_000;
const deadline: LocalDate = '2026-12-07';
const [dayBefore, dayAfter] = ['2026-12-06', '2026-12-08'] as const;

const deliveries = ['delivered', 'bounced', 'pending'] as const;
const authorities = [true, false] as const;
const dates = {
  inside: { from: dayBefore, to: dayAfter },
  'on its first day': { from: deadline, to: dayAfter },
  'on its last day': { from: dayBefore, to: deadline },
  'before its first day': { from: dayAfter, to: '2026-12-31' },
  'after its last day': { from: '2026-12-01', to: dayBefore },
} as const;
const shares = { below: asked + 1, equal: asked, above: asked - 1 } as const;
const places = ['partner', 'lead'] as const;
const schemes = ['deemed-approval', 'opt-out'] as const;

interface CellOfRules {
  readonly delivery: (typeof deliveries)[number];
  readonly authority: boolean;
  readonly date: keyof typeof dates;
  readonly share: keyof typeof shares;
  readonly place: (typeof places)[number];
  readonly silence: (typeof schemes)[number];
}

const keysOf = <K extends string>(of: Readonly<Record<K, unknown>>) => Object.keys(of) as K[];
const cells: readonly CellOfRules[] = deliveries.flatMap((delivery) =>
  authorities.flatMap((authority) =>
    keysOf(dates).flatMap((date) =>
      keysOf(shares).flatMap((share) =>
        places.flatMap((place) => schemes.map((silence) => ({ delivery, authority, date, share, place, silence }))),
      ),
    ),
  ),
);

/** The result of Camden's silence: what is held for it, and what the record says. */
async function silenceIn({ delivery, authority, date, share, place, silence }: CellOfRules) {
  const standing: DeemedApproval = { authority: 'Standing order 7', upTo: shares[share], ...dates[date] };
  const boroughs = [
    aBorough(hackney),
    aBorough(camden, { deemedApproval: authority ? standing : null }),
    aBorough(newham),
  ];
  const coalition = await memoryCoalition({ boroughs, schemes: [{ name: 'silent', silence }] });
  if (delivery === 'bounced') coalition.world.sender.unreachable.add('approver@camden.example');
  if (delivery === 'pending')
    coalition.faultOf = ({ operation }) => (operation === 'noteDelivery' ? 'throttle' : 'none');
  const lead = place === 'lead' ? camden : hackney;
  const proposer = { name: 'Proposer', email: `digital@${place === 'lead' ? 'camden' : 'hackney'}.example` };
  const id = await coalition.submit(aSubmission({ scheme: 'silent', leadBorough: lead, proposer }));
  coalition.faultOf = () => 'none';
  await coalition.answer(id, hackney, { answer: 'approve', upTo: 9_000_000 });
  // Silence is nobody, so a second person must have approved (R3).
  await coalition.answer(id, newham, { answer: 'approve', upTo: 1 });
  await coalition.passDeadline(id);
  const { answer, silenceNote, hold } = await coalition.request(id, camden);
  const events = await coalition.events(id);
  const bySilence = events.filter(({ actor }) => actor.kind === 'silence').length;
  const held = hold.cells.reduce((sum, { amount }) => sum + amount, 0);
  return { approved: answer?.kind === 'approve', noted: silenceNote !== null, bySilence, held };
}

test('R4 silence spends money in exactly one of all combinations; in every other one the record says why not', async () => {
  const deemed: CellOfRules[] = [];
  for (const cell of cells) {
    const { approved, noted, bySilence, held } = await silenceIn(cell);
    if (approved) deemed.push(cell);
    const expected = approved ? [false, 1, asked] : [true, 0, 0];
    expect([noted, bySilence, held], JSON.stringify(cell)).toEqual(expected);
  }
  expect(cells).toHaveLength(360);
  const covered = ['inside', 'on its first day', 'on its last day'];
  expect(deemed).toEqual(
    cells.filter(
      ({ delivery, authority, date, share, place, silence }) =>
        [delivery, authority, place, silence].join() === 'delivered,true,partner,deemed-approval' &&
        covered.includes(date) &&
        share !== 'above',
    ),
  );
  expect(deemed).toHaveLength(6);
});
