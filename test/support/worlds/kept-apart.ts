/** Secrets, and texts that must not contain them. Each pair is checked once, however long a history is. */
export class KeptApart {
  readonly #contains: (text: string, secret: string) => boolean;
  readonly #secrets: string[] = [];
  #texts = '';

  constructor(contains: (text: string, secret: string) => boolean) {
    this.#contains = contains;
  }

  /** Adds secrets and texts, and returns the secrets that a text contains. */
  found(text: string, secrets: readonly string[]): readonly string[] {
    const old = this.#secrets.filter((secret) => this.#contains(text, secret));
    this.#texts += text;
    this.#secrets.push(...secrets);
    return [...old, ...secrets.filter((secret) => this.#contains(this.#texts, secret))];
  }
}

/** The items of a list that were not seen before, compared by identity. */
export class Unseen<T extends object> {
  readonly #seen = new WeakSet<T>();

  of(items: readonly T[]): readonly T[] {
    const unseen = items.filter((item) => !this.#seen.has(item));
    for (const item of unseen) this.#seen.add(item);
    return unseen;
  }
}
