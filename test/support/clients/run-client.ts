import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preparePython } from '../../../infra/local/emulator/python.ts';
import { documentedAddress } from './document.ts';

const pythonFolder = join(import.meta.dirname, '..', '..', '..', '.local', 'report-clients');

export type Language = 'sh' | 'python' | 'js';

/** A client as a reader of the document runs it: in its own folder, with only the key in its environment. */
export class ClientRun {
  readonly folder = mkdtempSync(join(tmpdir(), 'joint-funding-client-'));
  private readonly baseUrl: string;
  private readonly key: string;

  constructor(baseUrl: string, key: string) {
    this.baseUrl = baseUrl;
    this.key = key;
  }

  /** Runs the code against this service instead of the documented address, and returns its output. @throws Error if it fails */
  async run(language: Language, code: string): Promise<string> {
    const here = code.replaceAll(documentedAddress, this.baseUrl);
    if (language === 'sh') return this.start('sh', ['-eu', '-c', here]);
    const script = join(this.folder, language === 'js' ? 'client.mjs' : 'client.py');
    writeFileSync(script, here);
    return this.start(language === 'js' ? process.execPath : await pythonWithPandas(), [script]);
  }

  read(name: string): Buffer {
    return readFileSync(join(this.folder, name));
  }

  files(): readonly string[] {
    return readdirSync(this.folder).toSorted();
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private start(program: string, args: readonly string[]): Promise<string> {
    // Ignores this machine's settings, such as a .netrc or a proxy.
    const env = { PATH: process.env.PATH, HOME: this.folder, LANG: 'C.UTF-8', JOINT_FUNDING_KEY: this.key };
    return new Promise((resolve, reject) => {
      execFile(program, args, { cwd: this.folder, env, timeout: 120_000 }, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`${program} failed: ${error.message}\n${stdout}\n${stderr}`));
      });
    });
  }
}

/** The Python for the documented client, with its imports. Making it the first time is slow. */
export function pythonWithPandas(): Promise<string> {
  return preparePython(pythonFolder, {
    requirements: join(import.meta.dirname, 'requirements.txt'),
    purpose: 'the documented client of Python',
  });
}
