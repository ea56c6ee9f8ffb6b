import type { Log } from '../../adapters/system/log.ts';
import { type AnswerDependencies, answerRequest } from '../../application/links/answer-request.ts';
import { type ReadLinkDependencies, readChanges, readLink } from '../../application/links/read-link.ts';
import type { PageRequest } from '../../web/respond.ts';
import { serveAnswer } from '../../web/serve-link.ts';
import { answered } from './answered.ts';
import { answerLinkDependencies } from './dependencies.ts';

/** POST of an answer to `/d/{token}` (R1, R17). The arrival time is taken before anything is read (R5). */
export const create =
  (deps: AnswerDependencies & ReadLinkDependencies & { readonly log: Log }) => (request: PageRequest) => {
    const at = deps.clock.now();
    return answered(deps, 'POST link', () =>
      serveAnswer(request, {
        answer: (token, form) => answerRequest(deps, token, form, at),
        read: (address, token) => readLink(deps, address, token),
        readChanges: (token, what) => readChanges(deps, token, what),
      }),
    );
  };

export const handler = create(answerLinkDependencies());
