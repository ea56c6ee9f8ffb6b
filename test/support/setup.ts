import fc from 'fast-check';

/**
 * A fixed seed, because the seed is part of a property's title; SEED=n replays another. A list is as long as its property says it may
 * be: by itself fast-check stops at ten or so, whatever `maxLength` says.
 */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20261123), defaultSizeToMaxWhenMaxSpecified: true });
