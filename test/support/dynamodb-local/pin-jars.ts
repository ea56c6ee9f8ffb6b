import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchJars, pinnedList } from './jars.ts';

/** Writes jars.txt again from the pom, with today's hashes. Look at the difference before you commit it. */
const folder = mkdtempSync(join(tmpdir(), 'dynamodb-local-'));
try {
  writeFileSync(pinnedList, `# Made from pom.xml by: npm run jars\n${await fetchJars(folder)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
