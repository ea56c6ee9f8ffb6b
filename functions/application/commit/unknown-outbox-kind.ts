/** An outbox entry is of a kind that this version does not know: it stays pending for one that does, and somebody is told. */
export class UnknownOutboxKind extends Error {
  override readonly name = 'UnknownOutboxKind';
  readonly kind: string;

  constructor(id: string, kind: string) {
    super(`The outbox entry ${id} is of the unknown kind ${kind}.`);
    this.kind = kind;
  }
}
