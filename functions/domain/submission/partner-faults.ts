import type { DeepPartial } from '../vocabulary/deep-partial.ts';
import { type Fault, faultAt } from '../vocabulary/fault.ts';
import type { ProposalContent } from '../vocabulary/proposal.ts';
import { type Circumstances, partnersOf } from './submission-circumstances.ts';

/**
 * Boroughs and the scheme must exist, each partner be listed once, the lead be one of them, weights come only with
 * `weights`, and the proposer's address be in a domain of the lead.
 */
export function partnerFaults(sound: DeepPartial<ProposalContent>, circumstances: Circumstances): readonly Fault[] {
  return [
    ...leadFaults(sound, circumstances),
    ...proposerFaults(sound, circumstances),
    ...(sound.scheme !== undefined && circumstances.scheme === undefined
      ? [faultAt(['scheme'], `There is no scheme named ${sound.scheme}. Use an existing scheme.`)]
      : []),
    ...(sound.partners ?? []).flatMap((_, index) => faultsOfPartner(sound, index, circumstances)),
  ];
}

function leadFaults(sound: DeepPartial<ProposalContent>, { boroughs }: Circumstances): readonly Fault[] {
  const { leadBorough } = sound;
  if (leadBorough === undefined) return [];
  if (!boroughs.has(leadBorough)) return [faultAt(['leadBorough'], unknown(leadBorough))];
  return partnersOf(sound)?.has(leadBorough) === false
    ? [faultAt(['partners'], `The lead borough ${leadBorough} is missing. Add it to the partners.`)]
    : [];
}

function proposerFaults(
  { leadBorough, proposer }: DeepPartial<ProposalContent>,
  { boroughs }: Circumstances,
): readonly Fault[] {
  const lead = leadBorough === undefined ? undefined : boroughs.get(leadBorough);
  const email = proposer?.email;
  if (lead === undefined || email === undefined || inDomains(email, lead.emailDomains)) return [];
  const domains = lead.emailDomains.join(' or ');
  return [faultAt(['proposer', 'email'], `Expected an email address of the lead borough ${lead.name}, at ${domains}.`)];
}

function faultsOfPartner(
  { partners = [], apportionment }: DeepPartial<ProposalContent>,
  index: number,
  { boroughs }: Circumstances,
): readonly Fault[] {
  const partner = partners[index];
  const faults: Fault[] = [];
  if (partner?.borough !== undefined) {
    const path = ['partners', index, 'borough'];
    if (!boroughs.has(partner.borough)) faults.push(faultAt(path, unknown(partner.borough)));
    const first = partners.findIndex((each) => each?.borough === partner.borough);
    if (first < index)
      faults.push(faultAt(path, `${partner.borough} is already partner ${first + 1}. List each partner once.`));
  }
  if (partner === undefined || apportionment === undefined) return faults;
  const path = ['partners', index, 'weight'];
  if (apportionment === 'weights' && !Object.hasOwn(partner, 'weight'))
    faults.push(faultAt(path, 'Required: a weight, because the cost is shared by weights.'));
  if (apportionment !== 'weights' && Object.hasOwn(partner, 'weight'))
    faults.push(faultAt(path, `Remove this weight: the cost is shared by "${apportionment}", not by weights.`));
  return faults;
}

/** Whether an address is in one of these domains. Case does not matter; a subdomain is another domain. */
export function inDomains(email: string, domains: readonly string[]): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return domains.some((each) => each.toLowerCase() === domain);
}

function unknown(borough: string): string {
  return `Unknown partner: ${borough}. Use the code of a borough or another body that takes part in joint funding.`;
}
