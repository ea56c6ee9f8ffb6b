import { isCalledIn, isIn } from '../../domain/confirming/confirming.ts';
import type { Person, ProposalState } from '../../domain/record/proposal-state.ts';
import type { ConfirmingView } from '../../domain/record/proposal-view.ts';
import type { DecidedBy } from '../../domain/sign-off/decided-by.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import { confirmingEnd } from '../steps/close-confirming.ts';
import { recordedName } from '../views/view-parts.ts';

/** Everyone who said something while the boroughs confirmed. */
export function confirmersIn({ requests, confirming }: ProposalState): readonly PersonId[] {
  const said = requests.flatMap(({ takenBack, calledIn }) => [takenBack?.by, calledIn?.by, confirming?.goneOn?.by]);
  return said.filter((id): id is PersonId => id !== undefined);
}

/** R17, R29. Why a carried proposal waits or waited, until when, and what was said; null if it never did. */
export function describeConfirming(state: ProposalState, people: ReadonlyMap<PersonId, Person>): ConfirmingView | null {
  const { confirming, requests } = state;
  if (confirming === null) return null;
  const { since, goneOn, close } = confirming;
  const named = ({ by, decidedBy }: { readonly by: PersonId; readonly decidedBy?: DecidedBy | undefined }) =>
    recordedName(people, by, decidedBy?.name);
  return {
    since,
    until: close?.at ?? confirmingEnd(state),
    reasons: reasonsOf(confirming, requests),
    goneOn: goneOn === null ? null : { at: goneOn.at, by: named(goneOn), reasons: goneOn.reasons },
    takeBacks: requests.flatMap(({ borough, takenBack }) => {
      if (takenBack === undefined) return [];
      const { at, why, reason } = takenBack;
      return [{ borough, at, by: named(takenBack), why, reason }];
    }),
    callIns: requests.flatMap(({ borough, calledIn }) => {
      if (calledIn === undefined) return [];
      const { at, reason, until, ended } = calledIn;
      const how = ended === undefined ? null : { at: ended.at, how: ended.how, reason: ended.reason };
      return [{ borough, at, by: named(calledIn), reason, until, ended: how }];
    }),
    outcome: close === null ? null : { kind: close.outcome, reasons: close.reasons },
  };
}

function reasonsOf(
  { advice, callIns, topUp }: NonNullable<ProposalState['confirming']>,
  requests: ProposalState['requests'],
): ConfirmingView['reasons'] {
  const stillIn = new Set(requests.filter(isIn).map(({ borough }) => borough));
  const all = { borough: null } as const;
  return [
    ...(advice === null ? [] : [{ kind: 'advice' as const, ...all, until: advice.until }]),
    ...callIns
      .filter(({ borough }) => stillIn.has(borough))
      .map(({ borough, until }) => ({ kind: 'call-in-period' as const, borough, until })),
    ...requests.flatMap((request) =>
      isCalledIn(request) && request.calledIn !== undefined
        ? [{ kind: 'called-in' as const, borough: request.borough, until: request.calledIn.until }]
        : [],
    ),
    ...(topUp === null ? [] : [{ kind: 'top-up' as const, ...all, until: topUp.until }]),
  ];
}
