/** The table of an environment, and what opens it. */
export interface TableTarget {
  readonly tableName: string;
  readonly region: string;
  /** Only for the local AWS. */
  readonly endpoint?: string;
  /** Only for the local AWS; otherwise the operator's own. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}
