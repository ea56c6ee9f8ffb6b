import type { AddedParameterSet, VersionedScheme } from '../../../functions/application/ports/registers.ts';
import type { CodesOfRequest } from '../../../functions/domain/codes/one-time-code.ts';
import type { Budget } from '../../../functions/domain/money/budget.ts';
import type { Key, Link, RecordedReply } from '../../../functions/domain/record/access.ts';
import type { OutboxEntry } from '../../../functions/domain/record/outbox.ts';
import type { Person, Salts } from '../../../functions/domain/record/proposal-state.ts';
import type { ReportRow } from '../../../functions/domain/record/report-row.ts';
import type { TaskToken } from '../../../functions/domain/record/step.ts';
import type { Borough } from '../../../functions/domain/vocabulary/borough.ts';
import type { FakeKey } from './fake-table.ts';

/** Keys of the items that do not belong to a proposal. They differ from the adapter's, so that only behaviour can be compared. */
export const fakeKeys = {
  salts: (id: string, sequence: number): FakeKey<Salts> => ({ pk: `salts ${id}`, sk: String(sequence) }),
  token: (id: string, cycle: number, step: string): FakeKey<TaskToken> => ({
    pk: `token ${id}`,
    sk: `${cycle} ${step}`,
  }),
  person: (id: string): FakeKey<Person> => ({ pk: `person ${id}`, sk: '' }),
  budget: ({ borough, financialYear, kind }: Pick<Budget, 'borough' | 'financialYear' | 'kind'>): FakeKey<Budget> => ({
    pk: `budget ${borough} ${financialYear} ${kind}`,
    sk: '',
  }),
  link: (hash: string): FakeKey<Link> => ({ pk: `link ${hash}`, sk: '' }),
  codes: (request: string): FakeKey<CodesOfRequest> => ({ pk: `codes ${request}`, sk: '' }),
  reply: (hash: string): FakeKey<RecordedReply> => ({ pk: `reply ${hash}`, sk: '' }),
  outbox: (id: string): FakeKey<OutboxEntry> => ({ pk: `outbox ${id}`, sk: '' }),
  borough: (code: string): FakeKey<Borough> => ({ pk: `borough ${code}`, sk: '' }),
  parameterSet: (id: string): FakeKey<AddedParameterSet> => ({ pk: 'parameter sets', sk: id }),
  scheme: (name: string): FakeKey<VersionedScheme> => ({ pk: `scheme ${name}`, sk: '' }),
  key: (id: string): FakeKey<Key> => ({ pk: `key ${id}`, sk: '' }),
  row: (id: string, row: string): FakeKey<ReportRow> => ({ pk: `row ${id}`, sk: row }),
};
