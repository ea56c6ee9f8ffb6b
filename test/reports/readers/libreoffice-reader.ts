import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { runCommand } from '../../../infra/local/run-command.ts';

/** Whether LibreOffice is installed on this machine. */
export async function hasLibreOffice(): Promise<boolean> {
  return (await runCommand('soffice', ['--version'])).ok;
}

/**
 * What LibreOffice finds on a sheet, counted from 1. Opened without a screen, with its own profile, and written as CSV.
 */
export async function readByLibreOffice(bytes: Uint8Array, sheet: number): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'libreoffice-'));
  try {
    writeFileSync(join(folder, 'book.xlsx'), bytes);
    // Comma, quote, UTF-8, from line 1; every text quoted; stored values, not displayed ones; only that sheet.
    const filter = `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,${sheet}`;
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
    const args = [profile, '--headless', '--convert-to', filter, '--outdir', folder, join(folder, 'book.xlsx')];
    const { ok, output } = await runCommand('soffice', args);
    if (!ok) throw new Error(`LibreOffice could not open it: ${output}`);
    const written = output.match(/book-[\w]+\.csv/)?.[0] ?? '';
    return parse(readFileSync(join(folder, written)), { relax_column_count: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
