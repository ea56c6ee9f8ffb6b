import { record } from '../words/expected.ts';
import { line, longest, text } from '../words/text.ts';
import { BoroughCode, Instant } from '../words/vocabulary.ts';

/** Body of a withdrawal. */
export const Withdrawal = record('a reason', { reason: text(longest.text) });

/** Body of an extension: a later end of the sign-off round. */
export const Extension = record('a later moment and a reason', { respondBy: Instant, reason: text(longest.text) });

/** Body of a revocation: whose approval, and why. */
export const Revocation = record('a borough and a reason', { borough: BoroughCode, reason: text(longest.text) });

/** Body of a call-in, and of its release: whose key decision, and why. */
export const CallIn = record('a borough and a reason', { borough: BoroughCode, reason: text(longest.text) });

/** Body of a lifted bar: which officer of which borough, and why. */
export const LiftedBar = record('a borough, an officer and a reason', {
  borough: BoroughCode,
  officer: line(longest.name),
  reason: text(longest.text),
});

/** Body of a resumption. */
export const Resumption = record('a reason', { reason: text(longest.text) });
