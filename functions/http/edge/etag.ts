import type { Expectation } from '../../application/commit/precondition.ts';

/** The strong ETag of a version or another tag. */
export function etagOf(version: number | string): string {
  return `"${version}"`;
}

/**
 * Reads `If-Match` and `If-None-Match: *` of a change. Weak tags and tags that are not versions match nothing (RFC
 * 9110, section 13.1).
 */
export function expectationOf(headers: Readonly<Record<string, string | undefined>>): Expectation {
  const match = headers['if-match'];
  if (match !== undefined) {
    return match.trim() === '*' ? 'any' : { versions: tagsOf(match).flatMap((tag) => versionOf(tag) ?? []) };
  }
  return headers['if-none-match']?.trim() === '*' ? 'absent' : undefined;
}

/**
 * The same for a resource that has a tag instead of a version. The result says whether the current tag is expected
 * (undefined means the resource does not exist yet). null means that there is no precondition.
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

/** Whether `If-None-Match` of a read names the current ETag. The comparison is weak, because gateways weaken tags. */
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
