/**
 * This version does not know the kind of an outbox entry. The entry waits for a version that does; operators are
 * alerted.
 */
export class UnknownOutboxKind extends Error {
  override readonly name = 'UnknownOutboxKind';
  readonly kind: string;

  constructor(id: string, kind: string) {
    super(`The outbox entry ${id} is of the unknown kind ${kind}.`);
    this.kind = kind;
  }
}
