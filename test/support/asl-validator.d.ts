declare module 'asl-validator' {
  /** The package ships no types: validates a definition of the Amazon States Language. */
  const validate: (definition: unknown) => {
    readonly isValid: boolean;
    readonly errorsText: (separator?: string) => string;
  };
  export = validate;
}
