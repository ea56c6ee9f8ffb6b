import * as z from 'zod/mini';
import { scheme } from './scheme.ts';
import { count } from './vocabulary.ts';

/** A scheme in its own item, with the version that its ETag is made from. */
export const versionedScheme = z.object({ scheme, version: count });
