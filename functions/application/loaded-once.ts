import type { SendMailDependencies } from './send-mail.ts';

type Proposals = SendMailDependencies['proposals'];

/**
 * Proposals of which each is loaded once, for what is done at one moment: the mails of one batch are mostly about one proposal, and to
 * load it is most of what a mail reads.
 */
export function loadedOnce(proposals: Proposals): Proposals {
  const loading = new Map<string, ReturnType<Proposals['load']>>();
  return {
    load: (id) => {
      const state = loading.get(id) ?? proposals.load(id);
      loading.set(id, state);
      return state;
    },
    revision: (...which) => proposals.revision(...which),
    requests: (...which) => proposals.requests(...which),
    reviews: (...which) => proposals.reviews(...which),
    events: (...which) => proposals.events(...which),
    noteDelivery: (...noted) => proposals.noteDelivery(...noted),
    rearm: (...next) => proposals.rearm(...next),
  };
}
