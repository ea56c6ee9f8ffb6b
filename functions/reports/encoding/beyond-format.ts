/** A report that its format cannot hold. The message is a sentence for whoever asked: what the limit is, and what to do. */
export class BeyondFormat extends Error {}
