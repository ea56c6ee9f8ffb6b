/** The part of an SDK client's middleware input that these tests need. */
interface Sent {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

interface Scriptable {
  readonly middlewareStack: {
    add(middleware: unknown, options: { readonly step: 'initialize'; readonly name: string }): void;
  };
}

/**
 * Puts `answer` between a client and the wire: it answers each command and may throw as the service would. Returns the
 * list of what was sent.
 */
export function scripted(client: Scriptable, answer: (sent: Sent) => unknown): readonly Sent[] {
  const sent: Sent[] = [];
  const middleware =
    (_next: unknown, { commandName }: { readonly commandName: string }) =>
    async ({ input }: { readonly input: Readonly<Record<string, unknown>> }) => {
      const command = { name: commandName.replace(/Command$/, ''), input };
      sent.push(command);
      return { output: { $metadata: {}, ...((await answer(command)) as object | undefined) }, response: {} };
    };
  client.middlewareStack.add(middleware, { step: 'initialize', name: 'scripted' });
  return sent;
}

/** Credentials and a region that reach nothing. */
export const nowhere = {
  region: 'eu-west-2',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
} as const;
