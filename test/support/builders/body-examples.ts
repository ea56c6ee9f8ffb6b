import type { Description } from '../../../functions/http/operations/describe.ts';
import { descriptions } from '../../../functions/http/operations/operations.ts';

type Descriptions = { readonly [Name in keyof typeof descriptions]: ReturnType<(typeof descriptions)[Name]> };
type WithExample = { readonly example: unknown };

/** The example of each body in the OpenAPI document, by the name of its operation. */
export const examples = Object.fromEntries(
  Object.entries(descriptions).flatMap(([name, described]) => {
    const description: Description = described();
    return description.example === undefined ? [] : [[name, description.example]];
  }),
) as unknown as {
  readonly [Name in keyof Descriptions as Descriptions[Name] extends WithExample
    ? Name
    : never]: Descriptions[Name] extends { readonly example: infer Example } ? Example : never;
};
