/** Something on this machine is missing or in the way. The message is one line that says what to do. */
export class SetUpError extends Error {
  override name = 'SetUpError';
}
