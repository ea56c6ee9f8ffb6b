import { PresignedAddresses } from '../../functions/adapters/s3/snapshot-addresses.ts';
import type { ReadMethod } from '../../functions/application/ports/reports.ts';
import { localAws } from './emulator/emulator.ts';

/** What functions sign with here: MiniStack gives them the account as the name of their key. */
export const functionCredentials = {
  accessKeyId: localAws.account,
  secretAccessKey: localAws.credentials.secretAccessKey,
} as const;

/** What of a request for an object decides whether S3 would give it. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly host: string;
  readonly authorization: string | undefined;
  readonly now: Date;
}

/** An answer of S3 that is none of the object. */
export interface S3Refusal {
  readonly status: 400 | 403;
  readonly code: string;
  readonly message: string;
}

/**
 * Why S3 would not give an object by this address: a second credential beside the signature, none at all, one that has expired, or one
 * that was made for something else. The local AWS checks none of it. Undefined: it would.
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

/** What the signature of this address must be: signed once more, at the moment that it names. null: it is never signed for this. */
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

/** `20261218T165900Z` as a moment. */
function dateOf(basic: string): Date {
  return new Date(basic.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
