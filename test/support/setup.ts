import fc from 'fast-check';

/**
 * The seed is fixed, because the title of a property contains it. SEED=n replays another one. Lists grow up to the `maxLength` of their
 * property. Without this setting fast-check makes lists of about ten items at most.
 */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20261123), defaultSizeToMaxWhenMaxSpecified: true });
