import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { changedProposal, changedProposals } from '../../adapters/dynamodb/table/stream-records.ts';
import type { Log } from '../../adapters/system/log.ts';
import { type ProjectDependencies, projectProposal } from '../../application/reports/project-proposal.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import { projectDependencies } from './project-dependencies.ts';

/**
 * Keeps the rows of lists and reports up to date. A stream record only says that a proposal changed: the proposal is
 * read again, once per batch, and not at all if its own row already has the head's version. If a proposal fails, only its own records are retried.
 */
export const create = (deps: ProjectDependencies & { readonly log: Log }) => async (event: DynamoDBStreamEvent) => {
  const changeOf = ({ dynamodb }: DynamoDBRecord) => changedProposal(dynamodb?.Keys, dynamodb?.NewImage);
  const versions = changedProposals(event.Records.flatMap((record) => changeOf(record) ?? []));
  const projected = new Map<ProposalId, Promise<unknown>>();
  const project = (proposal: ProposalId): Promise<unknown> => {
    const before = projected.get(proposal);
    if (before !== undefined) return before;
    const now = projectProposal(deps, proposal, versions.get(proposal)).catch((error: unknown) => {
      deps.log('record-failed', { proposal, error });
      throw error;
    });
    projected.set(proposal, now);
    return now;
  };
  const follow = async (record: DynamoDBRecord): Promise<void> => {
    const change = changeOf(record);
    if (change !== undefined) await project(change.proposal);
  };
  const processor = new BatchProcessor(EventType.DynamoDBStreams);
  return processPartialResponse(event, follow, processor, { throwOnFullBatchFailure: false });
};

export const handler = create(projectDependencies());
