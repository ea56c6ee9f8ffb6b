import { globSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { build, type Metafile } from 'esbuild';

const root = join(import.meta.dirname, '..');
const handlersFolder = join(root, 'functions', 'handlers');

export interface Bundle {
  /** Folder and name below functions/handlers, such as `api/proposals`. */
  readonly handler: string;
  /** Folder that holds this handler's `index.mjs` and nothing else. */
  readonly folder: string;
  readonly bytes: number;
  /** npm packages of which at least one byte is in it. */
  readonly packages: readonly string[];
  /** Files of the project and of packages, relative to the project, with their bytes in the bundle. */
  readonly inputs: Readonly<Record<string, number>>;
}

/** Every `*.handler.ts` of the project, as `folder/name`. */
export function handlerNames(): string[] {
  return globSync('**/*.handler.ts', { cwd: handlersFolder })
    .map((file) => join(dirname(file), basename(file, '.handler.ts')))
    .sort();
}

/**
 * Bundles all handlers in one pass of esbuild, each into `outFolder/<handler>/index.mjs`.
 *
 * ES modules: they leave more unused code out than CommonJS and start without a wrapper. `mainFields` prefers a package's own
 * ES modules, which makes the AWS SDK a third smaller than its CommonJS build.
 */
export async function bundleHandlers(outFolder: string): Promise<Bundle[]> {
  const names = handlerNames();
  const result = await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: join(handlersFolder, `${name}.handler.ts`), out: `${name}/index` })),
    outdir: outFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    loader: { '.css': 'text', '.html': 'text' },
    // Credentials come from the function's environment alone.
    alias: {
      '@aws-sdk/credential-provider-node': join(root, 'functions', 'adapters', 'system', 'lambda-credentials.ts'),
    },
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return names.map((name) => describe(name, outFolder, result.metafile));
}

function describe(handler: string, outFolder: string, metafile: Metafile): Bundle {
  const path = relative(root, join(outFolder, handler, 'index.mjs'));
  const output = metafile.outputs[path];
  if (output === undefined) throw new Error(`esbuild wrote no ${path}`);
  const inputs = Object.fromEntries(
    Object.entries(output.inputs)
      .map(([file, { bytesInOutput }]) => [file, bytesInOutput] as const)
      .filter(([, bytes]) => bytes > 0),
  );
  const packages = new Set(Object.keys(inputs).flatMap(packageOf));
  return { handler, folder: join(outFolder, handler), bytes: output.bytes, packages: [...packages].sort(), inputs };
}

function packageOf(file: string): string[] {
  const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  return name === undefined ? [] : [name];
}
