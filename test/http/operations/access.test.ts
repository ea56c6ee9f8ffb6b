import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OidcIdentities } from '../../../functions/adapters/oidc/identities.ts';
import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import type { Scope } from '../../../functions/domain/record/access.ts';
import type { Head } from '../../../functions/domain/record/proposal-state.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { ok } from '../../../functions/http/edge/answer.ts';
import { api, on } from '../../../functions/http/edge/api.ts';
import type { GatewayHandler } from '../../../functions/http/edge/edge.ts';
import type { Operation } from '../../../functions/http/operations/define-operation.ts';
import { type OperationName, operations } from '../../../functions/http/operations/operations.ts';
import { allScopes, keyFor } from '../../support/builders/api-keys.ts';
import { examples } from '../../support/builders/body-examples.ts';
import { gss } from '../../support/builders/ids.ts';
import { OidcIssuer } from '../../support/deployed/oidc-issuer.ts';
import { type Received, send } from '../../support/gateway.ts';
import { world } from '../../support/worlds/world.ts';

const [lead, partner, outsider] = [gss('E09000012'), gss('E09000007'), gss('E09000019')];
const bindings = { unbound: null, lead, partner, outsider } as const;
type Who = keyof typeof bindings;

/** Stated again here so that a mistake in the table is found: the status with the right scope, for each binding. */
const expected: Record<OperationName, { scope: Scope | 'any'; status: Record<Who, number> }> = {
  submitProposal: { scope: 'proposals:write', status: { unbound: 200, lead: 200, partner: 403, outsider: 403 } },
  listProposals: { scope: 'proposals:read', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  readProposal: { scope: 'proposals:read', status: { unbound: 200, lead: 200, partner: 200, outsider: 404 } },
  reviseProposal: { scope: 'proposals:write', status: { unbound: 200, lead: 200, partner: 403, outsider: 404 } },
  withdrawProposal: { scope: 'proposals:write', status: { unbound: 200, lead: 200, partner: 403, outsider: 404 } },
  extendSignOff: { scope: 'admin', status: { unbound: 200, lead: 403, partner: 403, outsider: 404 } },
  // The example revokes the approval of the borough that leads here.
  revokeApproval: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 403, outsider: 404 } },
  liftBar: { scope: 'admin', status: { unbound: 200, lead: 403, partner: 403, outsider: 404 } },
  enterCallIn: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 403, outsider: 404 } },
  releaseCallIn: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 403, outsider: 404 } },
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
  listBoroughs: { scope: 'any', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  putBudget: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 404, outsider: 404 } },
  readBudget: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 404, outsider: 404 } },
  putScheme: { scope: 'admin', status: { unbound: 200, lead: 403, partner: 403, outsider: 403 } },
  readScheme: { scope: 'admin', status: { unbound: 200, lead: 403, partner: 403, outsider: 403 } },
  listSchemes: { scope: 'any', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  createKey: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  listKeys: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
  deleteKey: { scope: 'admin', status: { unbound: 200, lead: 200, partner: 200, outsider: 200 } },
};
const names = Object.keys(operations) as OperationName[];

/** Every way to send a credential. A token grants the same as a key. */
const kinds = ['bearer', 'x-api-key', 'basic', 'token'] as const;
type Kind = (typeof kinds)[number];
const scopeSets = { ...Object.fromEntries(allScopes.map((scope) => [scope, [scope]])), 'all scopes': allScopes };
type ScopeSet = Scope | 'all scopes';
const scopes: readonly ScopeSet[] = [...allScopes, 'all scopes'];

let handler: GatewayHandler;
let issuer: OidcIssuer;
const credentials = new Map<string, Readonly<Record<string, string>>>();
const ran: string[] = [];

beforeAll(async () => {
  const here = world();
  const head = { id: 'proposal-1', lead, partners: [lead, partner] } as unknown as Head;
  issuer = await OidcIssuer.start();
  // This issuer may grant everything, so its tokens differ only in what they say.
  const trusted = issuer.trusted({ grants: { boroughs: 'any', coalition: true, scopes: allScopes } });
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
      identities: new OidcIdentities({ issuers: [trusted], digests: systemDigests }),
      proposals: { head: async (id) => (id === head.id ? head : undefined) },
      log: () => undefined,
    },
  );
  for (const [set, held] of Object.entries(scopeSets)) {
    for (const who of Object.keys(bindings) as Who[]) {
      const key = await keyFor(here.keys, { scopes: held, borough: bindings[who] });
      const claims = { borough: bindings[who] ?? 'coalition', scope: held.join(' ') };
      const token = await issuer.token({ alg: 'ES256', claims, at: new Date(here.clock.now()) });
      const headers: Record<Kind, Readonly<Record<string, string>>> = {
        bearer: { authorization: `Bearer ${key}` },
        'x-api-key': { 'x-api-key': key },
        basic: { authorization: `Basic ${btoa(`excel:${key}`)}` },
        token: { authorization: `Bearer ${token}` },
      };
      for (const kind of kinds) credentials.set(`${kind} ${set} ${who}`, headers[kind]);
    }
  }
});

afterAll(() => issuer.stop());

function by(kind: Kind, set: ScopeSet, who: Who): Readonly<Record<string, string>> {
  const headers = credentials.get(`${kind} ${set} ${who}`);
  if (headers === undefined) throw new Error(`There is no ${kind} with ${set} that is ${who}`);
  return headers;
}

interface Called {
  readonly id?: string;
  readonly head?: boolean;
}

async function call(
  name: OperationName,
  credential: Readonly<Record<string, string>>,
  { id = 'proposal-1', head = false }: Called = {},
): Promise<Received> {
  const { method, path, precondition }: Operation = operations[name];
  const body = (examples as Partial<Record<OperationName, unknown>>)[name];
  const parts: Record<string, string> = { id, code: lead, fy: '2026-27', name: 'standard' };
  ran.length = 0;
  return send(handler, {
    method: head ? 'HEAD' : method,
    path: path.replaceAll(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? ''),
    headers: { ...credential, ...(precondition === 'required' ? { 'if-match': '*' } : {}) },
    body,
  });
}

/** Stated again here: HTTP Basic is only for reports, with keys that open nothing else. */
function wantedOf(name: OperationName, kind: Kind, set: ScopeSet, who: Who): number {
  if (kind === 'basic' && !(name.startsWith('report') && set === 'reports:read')) return 401;
  const { scope, status } = expected[name];
  return scope === 'any' || set === scope || set === 'all scopes' ? status[who] : 403;
}

describe('who may do what', () => {
  describe.each(names)('%s', (name) => {
    test('is refused without a credential', async () => {
      expect((await call(name, {})).statusCode).toBe(401);
      expect(ran).toEqual([]);
    });

    describe.each(kinds)('by %s', (kind) => {
      test.each(Object.keys(bindings) as Who[])('%s: with each scope, and with all', async (who) => {
        for (const set of scopes) {
          const wanted = wantedOf(name, kind, set, who);
          expect((await call(name, by(kind, set, who))).statusCode, set).toBe(wanted);
          expect(ran).toEqual(wanted === 200 ? [name] : []);
        }
      });
    });
  });

  test.each(names.filter((name) => operations[name].method === 'GET'))(
    '%s answers HEAD with the same status',
    async (name) => {
      for (const kind of kinds) {
        for (const set of scopes) {
          const { statusCode } = await call(name, by(kind, set, 'unbound'), { head: true });
          expect(statusCode, `${kind} ${set}`).toBe(wantedOf(name, kind, set, 'unbound'));
        }
      }
    },
  );

  test('hides what does not exist and what may not be seen in the same words', async () => {
    const outside = by('bearer', 'all scopes', 'outsider');
    const [unseen, absent] = [
      await call('readProposal', outside),
      await call('readProposal', outside, { id: 'proposal-2' }),
    ];
    expect(unseen.statusCode).toBe(404);
    expect(absent).toEqual(unseen);
  });

  test('R29 lets a key of one borough revoke only its own approval', async () => {
    const revoking = (who: Who, borough: BoroughCode) =>
      send(handler, {
        method: 'POST',
        path: '/v1/proposals/proposal-1/revocations',
        body: { ...examples.revokeApproval, borough },
        headers: by('bearer', 'all scopes', who),
      });
    expect((await revoking('partner', partner)).statusCode).toBe(200);
    expect((await revoking('partner', lead)).statusCode).toBe(403);
    expect((await revoking('lead', partner)).statusCode).toBe(403);
    expect((await revoking('outsider', outsider)).statusCode).toBe(404);
    expect((await revoking('unbound', partner)).statusCode).toBe(200);
  });

  test('lets no key of one borough submit for another borough, even by revising its own proposal', async () => {
    const headers = { ...by('bearer', 'all scopes', 'lead'), 'if-match': '*' };
    const body = { ...examples.reviseProposal, leadBorough: partner };
    const sent = { method: 'PUT', path: '/v1/proposals/proposal-1', headers, body };
    ran.length = 0;
    expect((await send(handler, sent)).statusCode).toBe(403);
    expect(ran).toEqual([]);
  });
});
