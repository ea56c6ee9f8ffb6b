import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { documentedAddress, documentedBlocks, reportsDocument } from '../support/clients/document.ts';
import { type RedirectingHosts, redirectingHosts } from '../support/clients/redirecting-hosts.ts';
import { ClientRun, type Language, pythonWithPandas } from '../support/clients/run-client.ts';

const key = `jf_${'k'.repeat(42)}A`;
const csv = 'borough,decided_on,updated_at,asked_gbp,contribution_gbp\r\nHackney,,2026-11-23T10:00:00Z,10.00,9.00\r\n';
const json = '{"asAt":"2026-11-23T10:00:00.000Z","rows":[{}],"totals":{"committed":900}}';

let hosts: RedirectingHosts;
let run: ClientRun;

// Packages are installed on the first run.
beforeAll(() => pythonWithPandas(), 240_000);
beforeEach(async () => {
  hosts = await redirectingHosts({ csv, json, xlsx: 'PK' });
  run = new ClientRun(hosts.baseUrl, key);
});
afterEach(async () => {
  run.end();
  await hosts.stop();
});

/** True if the key reached the store in any form. */
function leaked(): boolean {
  const all = JSON.stringify(hosts.store);
  return [key, btoa(`finance:${key}`), 'authorization'].some((secret) => all.includes(secret));
}

describe('a report with a 303 to another host', () => {
  const documented = (['sh', 'python', 'js'] as const).flatMap((language) =>
    documentedBlocks(language).map((code, index) => ({ name: `${language} ${index + 1}`, language, code })),
  );

  test.each(documented)(
    'is fetched by the documented client $name, which does not pass its key on',
    async ({ language, code }) => {
      const printed = await run.run(language, code);
      expect(hosts.service).toHaveLength(1);
      expect(hosts.store).toHaveLength(1);
      expect(leaked()).toBe(false);
      const files = run.files().filter((name) => /\.(csv|xlsx)$/.test(name));
      const written = files.map((name) => run.read(name).toString()).join('');
      const got = { sh: [csv, 'PK'], python: ['Hackney,10.0,9.0'], js: ['"committed":9'] }[language];
      expect(got.some((each) => `${printed}${written}`.includes(each))).toBe(true);
    },
  );

  const address = `${documentedAddress}/v1/reports/roi?format=csv`;
  const curl = 'curl --fail-with-body --silent --show-error';
  test('is fetched by curl with --oauth2-bearer as documented, which does not pass the key on', async () => {
    expect(reportsDocument).toContain('--oauth2-bearer');
    expect(await run.run('sh', `${curl} --location --oauth2-bearer "$JOINT_FUNDING_KEY" '${address}'`)).toBe(csv);
    expect(leaked()).toBe(false);
  });

  /** The document says that these are wrong. They pass the key on, or are refused because of it. */
  const wrong: readonly (readonly [string, Language, string])[] = [
    ['curl with x-api-key', 'sh', `${curl} --location --header "x-api-key: $JOINT_FUNDING_KEY" '${address}'`],
    ['curl --location-trusted', 'sh', `${curl} --location-trusted --user "finance:$JOINT_FUNDING_KEY" '${address}'`],
    [
      'requests with a header',
      'python',
      `import os, requests\nrequests.get("${address}", headers={"x-api-key": os.environ["JOINT_FUNDING_KEY"]})`,
    ],
    [
      'pandas by urllib',
      'python',
      `import os, pandas\npandas.read_csv("${address}", storage_options={"Authorization": "Bearer " + os.environ["JOINT_FUNDING_KEY"]})`,
    ],
    [
      'fetch with x-api-key',
      'js',
      `await fetch('${address}', { headers: { 'x-api-key': process.env.JOINT_FUNDING_KEY } });`,
    ],
  ];
  test.each(wrong)('would reveal the key to that host by %s', async (_, language, code) => {
    await run.run(language, code).catch((error: Error) => error.message);
    expect(hosts.store).toHaveLength(1);
    expect(leaked()).toBe(true);
  });
});
