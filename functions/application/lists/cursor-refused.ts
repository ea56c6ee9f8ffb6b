/** A page's cursor that is not of the query it was given to, or no cursor at all. The edge answers 422 at `cursor`. */
export class CursorRefused extends Error {
  override readonly name = 'CursorRefused';

  constructor() {
    super('The cursor is not one of this list.');
  }
}
