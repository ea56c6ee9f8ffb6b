import { systemDigests } from '../../adapters/system/digests.ts';
import { environment, PublicEnvironment } from '../../adapters/system/environment.ts';
import { log } from '../../adapters/system/log.ts';
import { openInterface } from '../../http/openapi/open-interface.ts';

/** Health, the OpenAPI document, and every address that nothing else answers (docs/rules.md, HTTP interface). */
export const create = openInterface;

const { BASE_URL } = environment(PublicEnvironment);
export const handler = create({ baseUrl: BASE_URL, digests: systemDigests, log });
