import fc from 'fast-check';

/** A fixed seed, because the seed is part of a property's title; SEED=n replays another. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20261123) });
