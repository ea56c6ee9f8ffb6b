/** An amount of money in whole pence, a safe integer. */
export type Pence = number;
