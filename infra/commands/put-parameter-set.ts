import { DynamoParameterSets } from '../../functions/adapters/dynamodb/registers/parameter-sets.ts';
import { systemClock } from '../../functions/adapters/system/clock.ts';
import { systemDigests } from '../../functions/adapters/system/digests.ts';
import { addParameterSet } from '../../functions/application/parameter-sets/add-parameter-set.ts';
import { parametersOn } from '../../functions/application/parameter-sets/parameter-sets-in-use.ts';
import { readParameterSet } from '../../functions/schemas/wire/parameter-set-file.ts';
import { CommandError } from './command-error.ts';
import { type TableTarget, withTable } from './table-target.ts';

/**
 * Adds the parameter set in a file's text to an environment, with the operator's own rights on its table.
 *
 * @returns the result, in words
 * @throws CommandError that lists every fault of the text, or says that its id is taken
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
          `${added.id} ${added.builtIn ? 'is built in' : 'already exists'} with other figures. They cannot change, because decisions refer to them by that id. Give the new figures an id of their own.`,
        );
      case 'there-already':
        return `${added.set.id} already exists with exactly these figures.`;
      case 'added': {
        const inUse = await parametersOn(deps, at);
        return [
          `Added ${added.set.id} (${added.set.source}).`,
          `New submissions and drafts use it from its first day, ${added.set.from}, until a later set begins. Today they use ${inUse.id}.`,
          'Proposals submitted before that day keep their own set.',
        ].join(' ');
      }
    }
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CommandError(`The file is not JSON: ${(error as Error).message}`);
  }
}
