/** The cursor is malformed or belongs to another query. The edge answers 422 at `cursor`. */
export class CursorRefused extends Error {
  override readonly name = 'CursorRefused';

  constructor() {
    super('The cursor is not one of this list.');
  }
}
