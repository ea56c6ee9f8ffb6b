import type { DeepPartial } from '../vocabulary/deep-partial.ts';
import { type Fault, faultAt } from '../vocabulary/fault.ts';
import type { ProposalContent } from '../vocabulary/proposal.ts';

/** The texts that may be hidden from the public (R19): never the title, the costs, or who decides. */
const concealable = /^\/(?:summary|alternatives|stages\/\d+\/name|benefits\/\d+\/description|pledges\/\d+\/unit)$/;

/** Each pointer must lead to a text that exists and may be confidential, and no two to the same text. */
export function confidentialFaults(sound: DeepPartial<ProposalContent>): readonly Fault[] {
  const pointers = (sound.confidential ?? []).map((part) => part?.pointer);
  return pointers.flatMap((pointer, index) => {
    if (pointer === undefined) return [];
    const path = ['confidential', index, 'pointer'];
    if (pointers.indexOf(pointer) < index)
      return [faultAt(path, `The text at ${pointer} is marked twice. Mark it once.`)];
    if (!concealable.test(pointer)) return [faultAt(path, allowed)];
    return isThere(sound, pointer)
      ? []
      : [faultAt(path, `There is nothing at ${pointer}. Use the pointer of a text in this proposal.`)];
  });
}

const allowed =
  'Expected the summary, the alternatives, or the name of a stage, the description of a benefit or the unit of a pledge: ' +
  'title, costs and decision makers are always public.';

/** Whether something is there. A faulty part counts, because its own fault is reported already. */
function isThere(sound: DeepPartial<ProposalContent>, pointer: string): boolean {
  let place: unknown = sound;
  for (const part of pointer.slice(1).split('/')) {
    if (typeof place !== 'object' || place === null) return place === undefined;
    if (!Object.hasOwn(place, part)) return false;
    place = (place as Record<string, unknown>)[part];
  }
  return true;
}
