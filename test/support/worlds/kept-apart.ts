/** Secrets and the texts in which none of them may stand. Each pair is looked at once, however long a history is. */
export class KeptApart {
  readonly #contains: (text: string, secret: string) => boolean;
  readonly #secrets: string[] = [];
  #texts = '';

  constructor(contains: (text: string, secret: string) => boolean) {
    this.#contains = contains;
  }

  /** Takes more of both, and names the secrets that stand in a text. */
  found(text: string, secrets: readonly string[]): readonly string[] {
    const old = this.#secrets.filter((secret) => this.#contains(text, secret));
    this.#texts += text;
    this.#secrets.push(...secrets);
    return [...old, ...secrets.filter((secret) => this.#contains(this.#texts, secret))];
  }
}

/** What a look at a list has not seen before; items are told apart by what they are, not by how they look. */
export class Unseen<T extends object> {
  readonly #seen = new WeakSet<T>();

  of(items: readonly T[]): readonly T[] {
    const unseen = items.filter((item) => !this.#seen.has(item));
    for (const item of unseen) this.#seen.add(item);
    return unseen;
  }
}
