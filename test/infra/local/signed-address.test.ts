import { describe, expect, test } from 'vitest';
import { PresignedAddresses } from '../../../functions/adapters/s3/snapshot-addresses.ts';
import { localAws } from '../../../infra/local/emulator/emulator.ts';
import { functionCredentials, refusalOfSigned } from '../../../infra/local/signed-address.ts';

const host = '127.0.0.1:8080';
const signedAt = new Date('2026-11-23T10:00:00.000Z');
const { region } = localAws;
const credentials = functionCredentials;
const addresses = new PresignedAddresses({
  ...{ address: `http://${host}/snapshots`, region, credentials },
  now: () => signedAt,
});

/** The response of S3 to this address, some seconds after it was signed. */
async function asked(address: string, changes: { after?: number; authorization?: string; method?: string } = {}) {
  const { pathname, search } = new URL(address);
  const { after = 0, authorization, method = 'GET' } = changes;
  const now = new Date(signedAt.getTime() + after * 1_000);
  return refusalOfSigned({ method, url: pathname + search, host, authorization, now });
}

describe('the signed address of an object in S3', () => {
  test.each([null, 'roi-2026-11-23T100000Z.csv'])('is valid for 60 seconds (%s)', async (fileName) => {
    const address = await addresses.of('abc/20261123', fileName, 'GET');
    expect(new URL(address).pathname).toBe('/snapshots/abc/20261123');
    expect(new URL(address).searchParams.get('X-Amz-Expires')).toBe('60');
    expect(await asked(address)).toBeUndefined();
    expect(await asked(address, { after: 60 })).toBeUndefined();
    expect(await asked(address, { after: 61 })).toMatchObject({ status: 403, message: 'Request has expired' });
  });

  test.each(['GET', 'HEAD'] as const)('that is signed for %s is valid only for that method', async (signed) => {
    const address = await addresses.of('abc', 'roi.csv', signed);
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      const refusal = await asked(address, { method });
      expect(refusal?.code, method).toBe(method === signed ? undefined : 'SignatureDoesNotMatch');
    }
  });

  test('is refused with 400 beside an Authorization header', async () => {
    const address = await addresses.of('abc', null, 'GET');
    expect(await asked(address, { authorization: 'Bearer jf_secret' })).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
    });
  });

  test('does not open another object, work longer or with another file name, or work without its signature', async () => {
    const address = await addresses.of('abc', 'roi.csv', 'GET');
    const mismatch = { status: 403, code: 'SignatureDoesNotMatch' };
    expect(await asked(address.replace('/abc?', '/abd?'))).toMatchObject(mismatch);
    expect(await asked(address.replace('Expires=60', 'Expires=6000'), { after: 100 })).toMatchObject(mismatch);
    expect(await asked(address.replace('roi.csv', 'ruin.csv'))).toMatchObject(mismatch);
    expect(await asked(`${address}&versionId=1`)).toMatchObject(mismatch);
    expect(await asked(address, { method: 'PUT' })).toMatchObject(mismatch);
    expect(await asked(address.replace(/X-Amz-Signature=\w{4}/, 'X-Amz-Signature=0000'))).toMatchObject(mismatch);
    expect(await asked(address.replace(/X-Amz-Signature=\w+/, ''))).toMatchObject({
      status: 403,
      code: 'AccessDenied',
    });
    expect(await asked(`http://${host}/snapshots/abc`)).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  test('signed elsewhere is refused', async () => {
    const other = new PresignedAddresses({
      ...{ address: `http://${host}/snapshots`, region, now: () => signedAt },
      credentials: { ...functionCredentials, secretAccessKey: 'other' },
    });
    expect(await asked(await other.of('abc', null, 'GET'))).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});
