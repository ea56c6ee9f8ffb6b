/**
 * Replaces `@smithy/core/event-streams` in bundles (infra/bundle.ts). No operation that this service calls sends or
 * receives an event stream, but every client of the AWS SDK contains 15 KB for one.
 */
export class EventStreamSerde {
  constructor() {
    throw new Error('Bundles of this service contain no event streams (infra/bundle.ts).');
  }
}

export function eventStreamSerdeProvider(): undefined {
  return undefined;
}

export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}
