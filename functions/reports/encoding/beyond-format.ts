/** The format cannot hold the report. The message is a sentence for the caller: the limit, and what to do. */
export class BeyondFormat extends Error {}
