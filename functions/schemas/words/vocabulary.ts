import * as z from 'zod/mini';
import {
  type LocalDate as Day,
  isLocalDate,
  type Instant as Moment,
  normaliseInstant,
  type FinancialYear as Year,
} from '../../domain/vocabulary/calendar.ts';
import { parseFinancialYear } from '../../domain/vocabulary/financial-year.ts';
import { largestAmount } from '../../domain/vocabulary/money.ts';
import {
  boroughCodeForm,
  type BoroughCode as Code,
  isBoroughCode,
  kinds,
  priceBases,
} from '../../domain/vocabulary/proposal.ts';
import { branded } from './branded.ts';
import { expected, textThat, wholeNumber, word } from './expected.ts';

const ofPartner = 'a GSS code such as E09000012, or an organisation identifier such as GB-COH-01234567';

/** Code of a borough or another partner. */
export const BoroughCode = branded<Code>(
  textThat(ofPartner, (code) => (isBoroughCode(code) ? [] : [`Expected ${ofPartner}.`]), {
    pattern: `^${boroughCodeForm}$`,
    examples: ['E09000012', 'GB-COH-01234567'],
  }),
);

/** Code of the partner whose line it is, or `all`. */
export const BoroughCodeOrAll = branded<Code | 'all'>(
  textThat(
    `${ofPartner}, or "all"`,
    (code) => (code === 'all' || isBoroughCode(code) ? [] : [`Expected ${ofPartner}, or "all".`]),
    { pattern: `^(?:all|${boroughCodeForm})$` },
  ),
);

/** `2026-27`; a refusal says why. */
export const FinancialYear = branded<Year>(
  textThat(
    'a financial year such as 2026-27',
    (year) => {
      const parsed = parseFinancialYear(year);
      return parsed.kind === 'refused' ? [`${parsed.why}.`.replace(/\?\.$/, '?')] : [];
    },
    { pattern: '^[0-9]{4}-[0-9]{2}$', examples: ['2026-27'] },
  ),
);

/** A date in Europe/London. */
export const LocalDate = branded<Day>(
  textThat(
    'a date such as 2027-09-30',
    (date) => (isLocalDate(date) ? [] : ['Expected a real date, such as 2027-09-30.']),
    { format: 'date' },
  ),
);

/** A moment, converted to UTC with milliseconds, so that moments compare as text. */
export const Instant = branded<Moment>(
  z.string(expected('a date and time such as 2026-12-18T17:00:00Z')).check(
    z.check((payload) => {
      const read = normaliseInstant(payload.value);
      if (read.kind === 'instant') payload.value = read.instant;
      else payload.issues.push({ code: 'custom', message: `${read.why}.`, input: payload.value, continue: true });
    }),
    z.meta({ format: 'date-time' }),
  ),
);

/**
 * The fields that hold an amount in pence. A decimal point in one of them is refused even where nothing but zeros follows
 * it, because it was probably meant as pounds.
 */
export const amountFields: ReadonlySet<string> = new Set([
  'amount',
  'upTo',
  'limit',
  'codeAbove',
  'keyDecisionAbove',
  'allocated',
  'above',
]);

/** The amount of a line, a limit or a cap: from 1 penny. */
export const Amount = wholeNumber(1, largestAmount, ' of pence');
/** An amount that may be 0. */
export const AmountOrNothing = wholeNumber(0, largestAmount, ' of pence');

/** An email address. */
export const Address = z.string(expected('an email address')).check(
  z.refine((address) => address.length <= 254 && mailAddress.test(address), {
    error: 'Expected an email address, such as name@hackney.example.',
  }),
  z.meta({ format: 'email', maxLength: 254 }),
);
const mailAddress = z.regexes.email;

/** A domain of email addresses, in lower case. */
export const MailDomain = z.string(expected('a domain such as hackney.example')).check(
  z.toLowerCase(),
  z.refine((domain) => domain.length <= 253 && mailAddress.test(`name@${domain}`), {
    error: 'Expected a domain such as hackney.example.',
  }),
  z.meta({ examples: ['hackney.example'], maxLength: 253 }),
);

/** The name of a scheme, which is also in its path. */
export const SchemeName = textThat(
  'the name of a scheme, such as small-experiment',
  (name) => (schemeName.test(name) ? [] : ['Expected 1 to 64 lower-case letters, digits and inner hyphens.']),
  { pattern: '^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$', examples: ['standard'] },
);
const schemeName = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

export const Kind = word(kinds);
export const Prices = word(priceBases);
