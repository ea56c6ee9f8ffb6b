import type { Log } from '../../adapters/system/log.ts';
import { type ReadLinkDependencies, readLink } from '../../application/links/read-link.ts';
import type { PageRequest } from '../../web/respond.ts';
import { serveRead } from '../../web/serve-link.ts';
import { answered } from './answered.ts';
import { readLinkDependencies } from './dependencies.ts';

/** GET and HEAD of `/d/{token}`, `/t/{token}` and the files that their pages load. Changes nothing (R24). */
export const create = (deps: ReadLinkDependencies & { readonly log: Log }) => (request: PageRequest) =>
  answered(deps, 'GET link', () => serveRead(request, (address, token) => readLink(deps, address, token)));

export const handler = create(readLinkDependencies());
