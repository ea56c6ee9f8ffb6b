import * as z from 'zod/mini';
import type { TrustedIssuer } from '../../application/access/trusted-issuer.ts';
import { signingAlgorithms } from '../../domain/record/access.ts';
import { Scope } from '../../schemas/wire/key-post.ts';
import { BoroughCode, MailDomain } from '../../schemas/words/vocabulary.ts';

const text = z.string().check(z.minLength(1));

const TrustedIssuers: z.ZodMiniType<readonly TrustedIssuer[]> = z.array(
  z.strictObject({
    issuer: text,
    jwks: z.url(),
    audience: text,
    algorithms: z.array(z.enum(signingAlgorithms)).check(z.minLength(1)),
    claims: z.strictObject({ borough: z.nullable(text), scopes: text, person: text, verified: z.nullable(text) }),
    grants: z.strictObject({
      boroughs: z.union([z.literal('any'), z.array(BoroughCode)]),
      coalition: z.boolean(),
      scopes: z.array(Scope),
      domains: z.union([z.literal('any'), z.array(MailDomain)]),
    }),
  }),
);

/**
 * The issuers of an environment, from the variable OIDC_ISSUERS that infra/settings.ts writes. Throws an error that
 * names what is wrong, so that a wrong deployment fails at once.
 */
export function trustedIssuers(variable: string): readonly TrustedIssuer[] {
  const parsed = TrustedIssuers.safeParse(jsonOf(variable));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${['OIDC_ISSUERS', ...path].join('.')}: ${message}`);
  throw new Error(`The function's environment is wrong. ${faults.join('; ')}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
