import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preparePython } from '../../../infra/local/emulator/python.ts';
import { runCommand } from '../../../infra/local/run-command.ts';

/** A cell as Python found it. */
export type PythonCell = null | string | number | { readonly instant: string } | { readonly unknown: string };

/** A table that Python read. Only workbooks have notes beside the rows. */
export interface PythonTable {
  readonly rows: readonly (readonly PythonCell[])[];
  readonly table: {
    readonly name: string;
    readonly columns: readonly string[];
    readonly totals: number;
    readonly filter: string;
  };
  readonly frozen: string;
  readonly formulas: readonly string[];
  readonly sheets: readonly string[];
}

const folder = join(import.meta.dirname, '..', '..', '..', '.local', 'openpyxl');

/** Reads workbooks and pages with openpyxl and Python's own HTML parser, in order, all in one process. */
export async function readByPython(
  files: readonly { readonly extension: 'xlsx' | 'html'; readonly bytes: Uint8Array }[],
): Promise<readonly PythonTable[]> {
  const python = await preparePython(folder, {
    requirements: join(import.meta.dirname, 'requirements.txt'),
    purpose: 'reading workbooks',
  });
  const place = mkdtempSync(join(tmpdir(), 'reports-'));
  try {
    const paths = files.map(({ extension, bytes }, index) => {
      const path = join(place, `${index}.${extension}`);
      writeFileSync(path, bytes);
      return path;
    });
    const { ok, output } = await runCommand(python, [join(import.meta.dirname, 'read_reports.py'), ...paths]);
    if (!ok) throw new Error(`Python could not read them: ${output}`);
    return JSON.parse(output) as readonly PythonTable[];
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
