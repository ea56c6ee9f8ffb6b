import type { Instant } from '../../domain/vocabulary/calendar.ts';

/** HMAC-SHA-256 under a secret for codes only, which the caller never sees (R26). */
export interface CodeMacs {
  /** In hex. */
  of(text: string): Promise<string>;
}

export interface Clock {
  now(): Instant;
}

export interface Randomness {
  bytes(count: number): Uint8Array;
  /** From 0 to 1, for jitter. */
  fraction(): number;
}

export interface Digests {
  /** Hex. */
  sha256(text: string): string;
  /** Hex; `key` is hex. */
  hmac(key: string, text: string): string;
  /** RFC 8785. */
  canonical(value: unknown): string;
}

export interface Pause {
  wait(milliseconds: number): Promise<void>;
}
