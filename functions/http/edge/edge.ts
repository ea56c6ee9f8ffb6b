import middy from '@middy/core';
import negotiated from '@middy/http-content-negotiation';
import type { Digests } from '../../application/ports/system.ts';
import { mediaTypes, reportFormats } from '../../domain/vocabulary/report-format.ts';
import type { Answer } from './answer.ts';
import { answerTo, type EdgeLog } from './errors.ts';
import { finish, type GatewayAnswer } from './finish.ts';
import type { GatewayEvent } from './request.ts';

export interface EdgeDependencies {
  readonly digests: Pick<Digests, 'sha256'>;
  readonly log: EdgeLog;
}

export interface GatewayContext {
  /** Logged with every line about this request. Problems give it as their trace id. */
  readonly awsRequestId: string;
}

/** The handler of a Lambda function behind the gateway. */
export type GatewayHandler = (event: GatewayEvent, context: GatewayContext) => Promise<GatewayAnswer>;

/** Every media type that any operation can respond with. */
const answered = [...reportFormats.map((format) => mediaTypes[format]), 'application/problem+json'];

/**
 * What is the same for every HTTP request: it negotiates the media type, and turns every result and error into a
 * response for the gateway. Shortly before the function times out, the caller gets 503.
 */
export function edge(
  deps: EdgeDependencies,
  respond: (event: GatewayEvent, accepted: readonly string[]) => Promise<Answer>,
): GatewayHandler {
  const handler = middy({ timeoutEarlyInMillis: 250 })
    .use(
      negotiated({
        parseCharsets: false,
        parseEncodings: false,
        parseLanguages: false,
        availableMediaTypes: answered,
        failOnMismatch: false,
      }),
    )
    .use({
      after: (request) => {
        request.response = finish(deps.digests, request.event, request.response, request.context.awsRequestId);
      },
      onError: (request) => {
        const answer = answerTo(request.error, request.event.routeKey ?? '', deps.log);
        request.response = finish(deps.digests, request.event, answer, request.context.awsRequestId);
      },
    })
    .handler((event, context) => respond(event, (context as Negotiated).preferredMediaTypes ?? answered));
  return handler as unknown as GatewayHandler;
}

interface Negotiated {
  readonly preferredMediaTypes?: readonly string[];
}
