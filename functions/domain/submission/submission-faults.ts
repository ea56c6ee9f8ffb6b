import type { DeepPartial } from '../vocabulary/deep-partial.ts';
import type { Fault } from '../vocabulary/fault.ts';
import type { BoroughCode, ProposalContent } from '../vocabulary/proposal.ts';
import { confidentialFaults } from './confidential-faults.ts';
import { benefitFaults, costFaults } from './line-faults.ts';
import { partnerFaults } from './partner-faults.ts';
import { respondByFaults, stageFaults } from './schedule-faults.ts';
import type { Circumstances } from './submission-circumstances.ts';

/**
 * All faults of a submission beyond the form of its fields (docs/rules.md, HTTP interface): those that depend on
 * several fields, the moment, boroughs or schemes. `sound` may be a whole content, or the sound parts of a faulty one:
 * each rule looks at what is there, and stays silent if a part it needs is missing.
 */
export function submissionFaults(sound: DeepPartial<ProposalContent>, circumstances: Circumstances): readonly Fault[] {
  return [
    ...partnerFaults(sound, circumstances),
    ...stageFaults(sound, circumstances),
    ...costFaults(sound, circumstances),
    ...benefitFaults(sound, circumstances),
    ...confidentialFaults(sound),
    ...respondByFaults(sound, circumstances),
  ];
}

/**
 * Every borough that a submission names as lead or partner, once each: `Circumstances.boroughs` holds those that exist.
 */
export function boroughsNamed({ leadBorough, partners }: DeepPartial<ProposalContent>): readonly BoroughCode[] {
  const named = [leadBorough, ...(partners ?? []).map((partner) => partner?.borough)];
  return [...new Set(named.filter((code) => code !== undefined))];
}
