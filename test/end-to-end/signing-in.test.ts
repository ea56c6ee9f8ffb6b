import { describe, inject, test } from 'vitest';
import type { BoroughCode } from '../../functions/domain/vocabulary/proposal.ts';
import { ApiClient, jsonOf, problemOf } from '../support/deployed/api-client.ts';
import { Proposal, type Submitted } from '../support/deployed/journey.ts';
import { linksIn } from '../support/deployed/mail-reader.ts';
import { TokenSigner } from '../support/deployed/oidc-issuer.ts';
import { proposalBody } from '../support/deployed/proposal-body.ts';
import { systemAt } from '../support/deployed/system.ts';
import { eventually } from '../support/eventually.ts';

const system = systemAt(inject('endpoints'));
const signer = await TokenSigner.from(inject('issuer'));
const by = async (claims: Readonly<Record<string, unknown>>): Promise<ApiClient> =>
  new ApiClient(system.baseUrl, await signer.token({ alg: 'ES256', claims }));

describe.concurrent('signing in by a token of the issuer that the settings list', () => {
  test('R8 the proposer is told why instead of asked, and the next officer of the borough is asked', async ({
    expect,
  }) => {
    const members = await system.coalition(2);
    const [lead, partner] = members;
    const officer = await by({ borough: lead.code, email: lead.address('approver') });
    const answer = await officer.must('/v1/proposals', { method: 'POST', body: proposalBody(members) });
    const submitted = jsonOf<Submitted>(answer);
    const proposal = new Proposal(system, members, submitted);
    await proposal.approve(lead, undefined, 'deputy');
    await proposal.approve(partner);
    const [own] = (await proposal.view()).signOff.boroughs;
    expect(own).toMatchObject({ borough: lead.code, answer: 'approve', answeredBy: `Deputy of ${lead.name}` });
    const approver = lead.address('approver');
    const told = await system.mailbox.mail(proposal.reference, approver, /^You cannot decide: /);
    expect(await system.mailbox.about(proposal.reference, [approver])).toEqual([told]);
    expect(linksIn(told, 'd')).toEqual([]);
  });

  test('a token of one borough has exactly the rights of that borough’s key', async ({ expect }) => {
    const members = await system.coalition(2);
    const [outside] = await system.coalition(1);
    const [lead, partner] = members;
    const body = proposalBody(members);
    const inLead = await by({ borough: lead.code, email: lead.address('housing') });
    const inPartner = await by({ borough: partner.code, email: partner.address('housing') });
    const outsider = await by({ borough: outside.code, email: outside.address('housing') });
    const { id } = jsonOf<Submitted>(await inLead.must('/v1/proposals', { method: 'POST', body }));
    const path = `/v1/proposals/${id}`;
    const statuses = await Promise.all([
      inLead.call(path),
      inPartner.call(path),
      outsider.call(path),
      inPartner.call('/v1/proposals', { method: 'POST', body }),
      outsider.call('/v1/proposals', { method: 'POST', body }),
      inLead.call('/v1/reports/roi'),
      inLead.call('/v1/keys'),
      inLead.call('/v1/parameter-sets'),
      (await by({ borough: 'coalition' })).call(path),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 404, 403, 403, 200, 403, 200, 200]);
    const rowsOf = async (client: ApiClient) =>
      jsonOf<{ readonly rows: readonly { readonly boroughCode: BoroughCode }[] }>(
        await client.must('/v1/reports/contributions'),
      ).rows.map(({ boroughCode }) => boroughCode);
    const rows = await eventually('Rows of the proposal', async () => {
      const seen = await rowsOf(inPartner);
      return seen.length > 0 ? { found: seen } : { seen };
    });
    expect(new Set(rows)).toEqual(new Set([partner.code]));
    expect(new Set(await rowsOf(inLead))).toEqual(new Set([lead.code]));
    expect(await rowsOf(outsider)).toEqual([]);
    expect(await rowsOf(system.finance)).toEqual(expect.arrayContaining([lead.code, partner.code]));
  });

  test('every function refuses an invalid token', async ({ expect }) => {
    const another = await TokenSigner.from({ ...(await signer.exported()), url: 'https://login.elsewhere.example' });
    const wrong = [
      await another.token(),
      await signer.token({ claims: { aud: 'api://another' } }),
      await signer.token({ claims: { exp: 1 } }),
      await signer.token({ header: { kid: 'unknown' } }),
      await signer.token({ claims: { borough: undefined } }),
      `${await signer.token()}x`,
    ];
    const calls = [
      '/v1/proposals',
      '/v1/reports/roi',
      '/v1/boroughs',
      '/v1/parameter-sets',
      '/v1/proposals/none/extension',
    ];
    for (const token of wrong) {
      const client = new ApiClient(system.baseUrl, token);
      const answers = calls.map((path) =>
        client.call(path, path.endsWith('extension') ? { method: 'POST', body: {} } : {}),
      );
      const submitted = client.call('/v1/proposals', { method: 'POST', body: {} });
      for (const answer of await Promise.all([...answers, submitted])) {
        expect(problemOf(answer).status).toBe(401);
        expect(answer.text).not.toContain(token.slice(0, 60));
      }
    }
  });

  test('503 if the keys of a trusted issuer cannot be read, and nothing is done', async ({ expect }) => {
    const client = await by({ iss: `${signer.url}/down` });
    const answer = await client.call('/v1/proposals', { method: 'POST', body: {} });
    expect(problemOf(answer)).toMatchObject({ status: 503, detail: expect.stringContaining('issuer') });
    expect(answer.headers.get('retry-after')).toBe('30');
  });
});
