import type { Log } from '../../adapters/system/log.ts';
import { isTransient } from '../../application/commit/is-transient.ts';
import type { PageResponse } from '../../web/respond.ts';
import { errorResponse } from '../../web/serve-link.ts';

/**
 * The page that `respond` gives. If `respond` fails, the error is logged and an error page is returned. `route` is a
 * template and never a path, because a path contains the token.
 */
export async function answered(
  { log }: { readonly log: Log },
  route: string,
  respond: () => Promise<PageResponse>,
): Promise<PageResponse> {
  try {
    return await respond();
  } catch (error) {
    log(isTransient(error) ? 'request-overloaded' : 'request-failed', { route, error });
    return errorResponse(error);
  }
}
