import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchJars, pinnedList } from './jars.ts';

/** Writes jars.txt anew: what the pom brings today, with its hashes. Look at the difference before it is committed. */
const folder = mkdtempSync(join(tmpdir(), 'dynamodb-local-'));
try {
  writeFileSync(pinnedList, `# Made from pom.xml by: npm run jars\n${await fetchJars(folder)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
