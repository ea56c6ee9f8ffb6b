import { PresignedAddresses } from '../../functions/adapters/s3/snapshot-addresses.ts';
import type { ReadMethod } from '../../functions/application/ports/reports.ts';
import { localAws } from './emulator/emulator.ts';

/** The signing key name of functions here: MiniStack uses the account's number. */
export const functionCredentials = {
  accessKeyId: localAws.account,
  secretAccessKey: localAws.credentials.secretAccessKey,
} as const;

/** The parts of a request for an object that decide whether S3 allows it. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly host: string;
  readonly authorization: string | undefined;
  readonly now: Date;
}

/** An error response of S3. */
export interface S3Refusal {
  readonly status: 400 | 403;
  readonly code: string;
  readonly message: string;
}

/**
 * Why S3 would refuse an object at this address: a second credential beside the signature, no signature, an expired one, or one for
 * another request. The local AWS checks none of this. undefined means that S3 would allow it.
 */
export async function refusalOfSigned(request: SignedRequest): Promise<S3Refusal | undefined> {
  const { pathname, searchParams } = new URL(request.url, `http://${request.host}`);
  const signature = searchParams.get('X-Amz-Signature');
  if (signature === null) return { status: 403, code: 'AccessDenied', message: 'Access Denied' };
  if (request.authorization !== undefined) {
    return {
      status: 400,
      code: 'InvalidArgument',
      message: 'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the Authorization header',
    };
  }
  const signedAt = dateOf(searchParams.get('X-Amz-Date') ?? '');
  const seconds = Number(searchParams.get('X-Amz-Expires'));
  if (request.now.getTime() > signedAt.getTime() + seconds * 1_000 || Number.isNaN(signedAt.getTime()))
    return { status: 403, code: 'AccessDenied', message: 'Request has expired' };
  const expected = await signatureOf(request, pathname, searchParams, signedAt);
  if (expected !== signature) {
    return {
      status: 403,
      code: 'SignatureDoesNotMatch',
      message: 'The request signature we calculated does not match the signature you provided.',
    };
  }
  return undefined;
}

/** The correct signature of this address: it is signed again for the moment that it names. null means that it is never signed. */
async function signatureOf(
  { host, method }: SignedRequest,
  pathname: string,
  given: URLSearchParams,
  signedAt: Date,
): Promise<string | null> {
  if (!isRead(method)) return null;
  const [, folder = '', ...name] = pathname.split('/');
  const { region } = localAws;
  const address = `http://${host}/${folder}`;
  const again = new PresignedAddresses({ address, region, credentials: functionCredentials, now: () => signedAt });
  const disposition = /filename="([^"]*)"/.exec(given.get('response-content-disposition') ?? '')?.[1] ?? null;
  const signed = new URL(await again.of(name.join('/'), disposition, method)).searchParams;
  const same = [...given].every(([key, value]) => key === 'X-Amz-Signature' || signed.get(key) === value);
  return same ? signed.get('X-Amz-Signature') : null;
}

function isRead(method: string): method is ReadMethod {
  return method === 'GET' || method === 'HEAD';
}

/** Reads `20261218T165900Z` as a moment. */
function dateOf(basic: string): Date {
  return new Date(basic.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
