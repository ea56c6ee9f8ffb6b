import * as z from 'zod/mini';
import type { TopUp } from '../../domain/sign-off/round.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { boroughCode, count, ending, hexadecimal, instant, personId, proposalId, status } from './vocabulary.ts';

/** Longer beginnings gain nothing: this digit is the largest of base 36. */
const longestShared = 35;

/**
 * Codes as the head keeps them, so that 40 of them fit into it: each word after the first gives, as one digit of base 36, how
 * many characters the code shares with the code before it, and then the rest of it.
 *
 * @example writeCodes([gss('E09000007'), gss('E09000012')]) // 'E09000007 712'
 */
export function writeCodes(codes: readonly BoroughCode[]): string {
  if (codes.some((code) => code === '' || code.includes(' '))) throw new Error('A code has no space in it');
  return codes
    .map((code, index) => {
      const before = codes[index - 1];
      if (before === undefined) return code;
      const shared = sharedBeginning(before, code);
      return `${shared.toString(36)}${code.slice(shared)}`;
    })
    .join(' ');
}

/** Reads the text that `writeCodes` wrote. Heads of earlier versions have whole codes, which begin with a capital letter. */
export const codes: z.ZodMiniType<readonly BoroughCode[], string> = z.pipe(
  z.string(),
  z.transform((text: string): readonly BoroughCode[] => {
    const read: string[] = [];
    for (const word of text === '' ? [] : text.split(' ')) {
      const before = read.at(-1) ?? '';
      const whole = read.length === 0 || /^[A-Z]/.test(word);
      read.push(whole ? word : before.slice(0, Number.parseInt(word.charAt(0), 36)) + word.slice(1));
    }
    return read as readonly string[] as readonly BoroughCode[];
  }),
);

function sharedBeginning(before: string, code: string): number {
  const most = Math.min(before.length, code.length, longestShared);
  for (let at = 0; at < most; at += 1) if (before[at] !== code[at]) return at;
  return most;
}

/** Ids in one text, separated by spaces: a list would cost four bytes more for each. */
const ids = z.pipe(
  z.string(),
  z.transform((text: string) => (text === '' ? [] : text.split(' ')) as readonly string[] as readonly PersonId[]),
);

/** Beginning and end of a top-up in one text, which takes fewer bytes than a nested value. */
export function writeTopUp({ since, until }: TopUp): string {
  return `${since} ${until}`;
}

/** Reads the text that `writeTopUp` wrote. */
export const topUp: z.ZodMiniType<TopUp, string> = z.pipe(
  z.string(),
  z.transform((text: string): TopUp => {
    const [since = '', until = ''] = text.split(' ');
    return { since: instant.parse(since), until: instant.parse(until) };
  }),
);

/** The HEAD item in the table. A null is left out, and `due` is the index's own attribute. */
const item = z.object({
  id: proposalId,
  reference: z.string(),
  status,
  revision: count,
  cycle: count,
  version: count,
  lead: boroughCode,
  partners: codes,
  authors: ids,
  recused: ids,
  proposer: personId,
  events: count,
  chainHead: hexadecimal,
  submittedAt: instant,
  opened: z.boolean(),
  closesAt: z.optional(instant),
  topUp: z.optional(topUp),
  dueAt: z.optional(instant),
  ending: z.optional(ending),
  endedAt: z.optional(instant),
  attempts: count,
  stopped: z.optional(status),
});

/** A proposal's head. Joined lists and omitted nulls keep it within 1 KB, one write unit. */
export const head = z.pipe(
  item,
  z.transform(({ dueAt, ...kept }: z.output<typeof item>) => ({
    ...kept,
    closesAt: kept.closesAt ?? null,
    topUp: kept.topUp ?? null,
    due: dueAt ?? null,
    ending: kept.ending ?? null,
    endedAt: kept.endedAt ?? null,
    stopped: kept.stopped ?? null,
  })),
);
