import type { Conditions } from './process.ts';
import type { Setting } from './setting.ts';
import type { Acting, Delivering, Step } from './step.ts';

/** A history in words: one line for the setting, and one per step. */
export function inWords(setting: Setting, steps: readonly Step[]): readonly string[] {
  const { boroughs, scheme, proposals } = setting;
  const names = boroughs.map(({ name }) => name);
  const about = proposals.map(([first], at) => {
    const partners = first?.partners.map(
      ({ borough }) => names[boroughs.findIndex((each) => each.borough === borough)],
    );
    return `proposal ${at} of ${partners?.join(', ')}`;
  });
  const rule = JSON.stringify(scheme.decisionRule);
  return [
    `Setting: ${names.join(', ')}; rule ${rule}; silence ${scheme.silence}; ${about.join('; ')}.`,
    ...steps.map((step, at) => `${at + 1}. ${told(step, names)}`),
  ];
}

function told(step: Step, names: readonly string[]): string {
  switch (step.kind) {
    case 'act':
      return acted(step.acting, names);
    case 'together': {
      const acts = step.actings.map((acting) => acted(acting, names));
      return `At once: ${[...acts, ...(step.delivering === null ? [] : [brought(step.delivering)])].join('; ')}`;
    }
    case 'rest':
      return `Everything that is on its way comes, in order${under(step.conditions)}`;
    case 'deliver':
      return brought(step.delivering);
    case 'hours':
      return `${step.count} hours pass`;
    case 'deadline':
      return `The time comes to the deadline of proposal ${step.of}${step.offset === 0 ? '' : ` and ${step.offset} ms`}`;
    case 'sweeps':
      return `${step.count} sweeps, a quarter of an hour apart${under(step.conditions)}`;
    case 'lose':
      return `The execution of proposal ${step.of} is lost`;
    case 'bounce':
      return `Mails to ${names[step.who]} ${step.lasts ? 'are rejected from now on' : 'arrive again'}`;
    default:
      return `${step.kind} ${step.lasts ? 'begins' : 'ends'}`;
  }
}

function brought({ count, shuffled, copies, drop, atOnce, conditions }: Delivering): string {
  const how = [
    shuffled ? 'out of order' : 'in order',
    ...(copies > 1 ? [`${copies} times each`] : []),
    ...(drop > 0 ? [`every ${drop}th lost`] : []),
    ...(atOnce ? ['all at once'] : []),
  ];
  return `up to ${count} messages come, ${how.join(', ')}${under(conditions)}`;
}

function acted({ act, conditions }: Acting, names: readonly string[]): string {
  const { kind, ...rest } = act;
  const who = 'who' in act ? `${names[act.who]}: ` : '';
  const details = Object.entries(rest).flatMap(([name, value]) => {
    if (name === 'who') return [];
    return [name === 'of' ? `proposal ${value}` : `${name} ${value}`];
  });
  return `${who}${kind}${details.length > 0 ? ` (${details.join(', ')})` : ''}${under(conditions)}`;
}

function under({ faults = [], skew = 0, givenUp = [] }: Conditions): string {
  const told = [
    ...(skew === 0 ? [] : [`its clock is ${skew} s off`]),
    ...givenUp.map((turns) => `a task is called again after ${turns} turns`),
    ...faults.map(({ at, fault }) => `write ${at + 1} meets ${fault}`),
  ];
  return told.length === 0 ? '' : `; ${told.join(', ')}`;
}
