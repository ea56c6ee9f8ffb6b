import { beforeAll, describe, expect, test } from 'vitest';
import { systemDigests } from '../../functions/adapters/system/digests.ts';
import type { Head, Scope } from '../../functions/application/state.ts';
import { ok } from '../../functions/http/answer.ts';
import { api, on } from '../../functions/http/api.ts';
import type { GatewayHandler } from '../../functions/http/edge.ts';
import { examples } from '../../functions/http/openapi/examples.ts';
import type { Operation } from '../../functions/http/operation.ts';
import { type OperationName, operations } from '../../functions/http/operations.ts';
import { allScopes, keyFor } from '../support/api-keys.ts';
import { type Received, send } from '../support/gateway.ts';
import { world } from '../support/world.ts';

const [lead, partner, outsider] = ['E09000012', 'E09000007', 'E09000019'];
const bindings = { unbound: null, lead, partner, outsider } as const;
type Who = keyof typeof bindings;

/** Stated here once more, so that the table cannot be wrong unseen: what comes with the right scope, for each binding. */
const expected: Record<OperationName, { scope: Scope; status: Record<Who, number> }> = {
  submitProposal: { scope: 'proposals:write', status: { unbound: 200, lead: 200, partner: 403, outsider: 403 } },
  listProposals: { scope: 'proposals:read', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  readProposal: { scope: 'proposals:read', status: { unbound: 200, lead: 200, partner: 200, outsider: 404 } },
  reviseProposal: { scope: 'proposals:write', status: { unbound: 200, lead: 200, partner: 403, outsider: 404 } },
  withdrawProposal: { scope: 'proposals:write', status: { unbound: 200, lead: 200, partner: 403, outsider: 404 } },
  extendSignOff: { scope: 'admin', status: { unbound: 200, lead: 403, partner: 403, outsider: 404 } },
  // The example revokes the approval of the borough that leads here.
  revokeApproval: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 403, outsider: 404 } },
  resumeProposal: { scope: 'admin', status: { unbound: 200, lead: 403, partner: 403, outsider: 404 } },
  appraiseDraft: { scope: 'proposals:write', status: { unbound: 200, lead: 200, partner: 403, outsider: 403 } },
  listParameterSets: { scope: 'proposals:read', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  listEvents: { scope: 'proposals:read', status: { unbound: 200, lead: 200, partner: 200, outsider: 404 } },
  reportRoi: { scope: 'reports:read', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  reportContributions: { scope: 'reports:read', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  reportBenefits: { scope: 'reports:read', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  reportPipeline: { scope: 'reports:read', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  putBorough: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 404, outsider: 404 } },
  readBorough: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 404, outsider: 404 } },
  listBoroughs: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  putBudget: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 404, outsider: 404 } },
  readBudget: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 404, outsider: 404 } },
  putScheme: { scope: 'admin', status: { unbound: 200, lead: 403, partner: 403, outsider: 403 } },
  readScheme: { scope: 'admin', status: { unbound: 200, lead: 403, partner: 403, outsider: 403 } },
  listSchemes: { scope: 'admin', status: { unbound: 200, lead: 403, partner: 403, outsider: 403 } },
  createKey: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  listKeys: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  deleteKey: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
};
const names = Object.keys(operations) as OperationName[];

let handler: GatewayHandler;
const keys = new Map<string, string>();
const ran: string[] = [];

beforeAll(async () => {
  const here = world();
  const head = { id: 'proposal-1', lead, partners: [lead, partner] } as unknown as Head;
  handler = api(
    names.map((name) =>
      on(name, async () => {
        ran.push(name);
        return ok({});
      }),
    ),
    {
      ...here,
      digests: systemDigests,
      proposals: { head: async (id) => (id === head.id ? head : undefined) },
      log: () => undefined,
    },
  );
  for (const scope of [...allScopes, undefined]) {
    for (const who of Object.keys(bindings) as Who[]) {
      const scopes = scope === undefined ? allScopes : [scope];
      keys.set(`${scope} ${who}`, await keyFor(here.keys, { scopes, borough: bindings[who] }));
    }
  }
});

async function call(name: OperationName, key: string | undefined, id = 'proposal-1'): Promise<Received> {
  const { method, path, precondition }: Operation = operations[name];
  const body = (examples as Partial<Record<OperationName, unknown>>)[name];
  const parts: Record<string, string> = { id, gss: lead, fy: '2026-27', name: 'standard' };
  ran.length = 0;
  return send(handler, {
    method,
    path: path.replaceAll(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? ''),
    headers: precondition === 'required' ? { 'if-match': '*' } : {},
    body,
    key,
  });
}

describe('PRODUCT §6 the table of who may do what', () => {
  describe.each(names)('%s', (name) => {
    test('does nothing without a credential', async () => {
      expect((await call(name, undefined)).statusCode).toBe(401);
      expect(ran).toEqual([]);
    });

    describe.each(Object.keys(bindings) as Who[])('by a key that is %s', (who) => {
      test.each(allScopes)('with the scope %s', async (scope) => {
        const wanted = scope === expected[name].scope ? expected[name].status[who] : 403;
        expect((await call(name, keys.get(`${scope} ${who}`))).statusCode).toBe(wanted);
        expect(ran).toEqual(wanted === 200 ? [name] : []);
      });

      test('with all scopes', async () => {
        expect((await call(name, keys.get(`undefined ${who}`))).statusCode).toBe(expected[name].status[who]);
      });
    });
  });

  test('hides what is not there and what may not be seen in the same words', async () => {
    const key = keys.get('undefined outsider');
    const [unseen, absent] = [await call('readProposal', key), await call('readProposal', key, 'proposal-2')];
    expect(unseen.statusCode).toBe(404);
    expect(absent).toEqual(unseen);
  });

  test('R29 lets a key of one borough revoke its own approval, and no other one', async () => {
    const revoking = (who: Who, borough: string) =>
      send(handler, {
        method: 'POST',
        path: '/v1/proposals/proposal-1/revocations',
        body: { ...examples.revokeApproval, borough },
        key: keys.get(`undefined ${who}`),
      });
    expect((await revoking('partner', partner)).statusCode).toBe(200);
    expect((await revoking('partner', lead)).statusCode).toBe(403);
    expect((await revoking('lead', partner)).statusCode).toBe(403);
    expect((await revoking('outsider', outsider)).statusCode).toBe(404);
    expect((await revoking('unbound', partner)).statusCode).toBe(200);
  });

  test('lets no key of one borough submit for another, also by a new revision of its own', async () => {
    const key = keys.get('undefined lead');
    const body = { ...examples.reviseProposal, leadBorough: partner };
    const sent = { method: 'PUT', path: '/v1/proposals/proposal-1', headers: { 'if-match': '*' }, body, key };
    ran.length = 0;
    expect((await send(handler, sent)).statusCode).toBe(403);
    expect(ran).toEqual([]);
  });
});
