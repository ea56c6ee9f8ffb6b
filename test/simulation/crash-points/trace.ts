import { placeIn } from './listing.ts';

/** Where the current process last asked for a write. */
export interface Tracing {
  at(place: string): void;
}

const writing: ReadonlySet<string> = new Set([
  ...[
    'commit',
    'registerToken',
    'settle',
    'reschedule',
    'keepLate',
    'noteDelivery',
    'done',
    'postpone',
    'put',
    'allocate',
  ],
  ...['start', 'resume', 'send'],
  // A change is read before it is decided, so the first read comes from the use case that asks for the change.
  'load',
]);

/** The same ports, which also note where in the use cases each write is asked for. */
export function traced<P extends object>(ports: P, tracing: Tracing): P {
  return Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [name, isPort(port) ? tracedPort(port, tracing) : port]),
    // The result has the same names with the same methods.
  ) as P;
}

function isPort(port: unknown): port is object {
  return typeof port === 'object' && port !== null;
}

function tracedPort(port: object, tracing: Tracing): object {
  return new Proxy(port, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name, target);
      if (typeof own !== 'function') return own;
      if (typeof name !== 'string' || !writing.has(name)) return own.bind(target);
      return (...given: readonly unknown[]) => {
        const place = placeIn(new Error().stack ?? '');
        if (place !== null) tracing.at(place);
        return Reflect.apply(own, target, given);
      };
    },
  });
}
