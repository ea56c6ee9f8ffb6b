import { DynamoParameterSets } from '../../functions/adapters/dynamodb/registers/parameter-sets.ts';
import { systemClock } from '../../functions/adapters/system/clock.ts';
import { systemDigests } from '../../functions/adapters/system/digests.ts';
import { addParameterSet } from '../../functions/application/parameter-sets/add-parameter-set.ts';
import { parametersOn } from '../../functions/application/parameter-sets/parameter-sets-in-use.ts';
import { readParameterSet } from '../../functions/schemas/wire/parameter-set-file.ts';
import { CommandError } from './command-error.ts';
import { type TableTarget, withTable } from './table-target.ts';

/**
 * Adds the parameter set of a file's text to an environment, with the operator's own rights on its table.
 *
 * @returns what became of it, in words
 * @throws CommandError that names everything that is wrong with the text, or whose id it is
 */
export async function putParameterSet(target: TableTarget, text: string): Promise<string> {
  return withTable(target, async (table) => {
    const deps = { parameterSets: new DynamoParameterSets(table), digests: systemDigests };
    const at = systemClock.now();
    const added = await addParameterSet(deps, readParameterSet(parsed(text)), at);
    switch (added.kind) {
      case 'invalid':
        throw new CommandError(
          added.faults.map(({ pointer, detail }) => `${pointer === '' ? 'the file' : pointer}: ${detail}`).join('\n'),
        );
      case 'id-taken':
        throw new CommandError(
          `${added.id} is ${added.builtIn ? 'built in' : 'there already'}, with other figures, which stay: decisions name them by that id. Give the new figures an id of their own.`,
        );
      case 'there-already':
        return `${added.set.id} is there already, with these very figures.`;
      case 'added': {
        const inUse = await parametersOn(deps, at);
        return [
          `Added ${added.set.id} (${added.set.source}).`,
          `From its first day, ${added.set.from}, new submissions and drafts are appraised with it, unless a set begins later; today with ${inUse.id}.`,
          'What was submitted before keeps its own set.',
        ].join(' ');
      }
    }
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CommandError(`The file is no JSON: ${(error as Error).message}`);
  }
}
