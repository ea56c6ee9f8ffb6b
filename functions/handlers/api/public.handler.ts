import { systemDigests } from '../../adapters/system/digests.ts';
import { environment, PublicEnvironment } from '../../adapters/system/environment.ts';
import { log } from '../../adapters/system/log.ts';
import { openInterface } from '../../http/openapi/open-interface.ts';

/** Health, the OpenAPI document, and the response for every path that no other function serves. */
export const create = openInterface;

const { BASE_URL } = environment(PublicEnvironment);
export const handler = create({ baseUrl: BASE_URL, digests: systemDigests, log });
