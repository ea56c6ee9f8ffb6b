import type { Expectation } from '../../application/commit/precondition.ts';

/** The strong ETag of a version or another tag. */
export function etagOf(version: number | string): string {
  return `"${version}"`;
}

/** Reads `If-Match` and `If-None-Match: *` of a change. Weak tags and those of no version match nothing (RFC 9110 §13.1). */
export function expectationOf(headers: Readonly<Record<string, string | undefined>>): Expectation {
  const match = headers['if-match'];
  if (match !== undefined) {
    return match.trim() === '*' ? 'any' : { versions: tagsOf(match).flatMap((tag) => versionOf(tag) ?? []) };
  }
  return headers['if-none-match']?.trim() === '*' ? 'absent' : undefined;
}

/**
 * The same for what has no version but a tag: whether the request expects what is there (undefined: there is none); null: it says
 * nothing of it.
 */
export function tagExpectationOf(
  headers: Readonly<Record<string, string | undefined>>,
): ((tag: string | undefined) => boolean) | null {
  const match = headers['if-match'];
  if (match !== undefined) {
    return (tag) => tag !== undefined && (match.trim() === '*' || tagsOf(match).includes(etagOf(tag)));
  }
  return headers['if-none-match']?.trim() === '*' ? (tag) => tag === undefined : null;
}

/** Whether a read's `If-None-Match` names what would be shown; compared weakly, because gateways weaken tags. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === '*' || tagsOf(ifNoneMatch).some((tag) => tag.replace(/^W\//, '') === etag);
}

function tagsOf(header: string): readonly string[] {
  return header.match(/(?:W\/)?"[^"]*"/g) ?? [];
}

function versionOf(tag: string): number | undefined {
  const [, digits] = /^"(\d{1,15})"$/.exec(tag) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
