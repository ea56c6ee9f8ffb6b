import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { type BuildResult, build, type Plugin } from 'esbuild';
import { fingerprintOf, keepSourceMap, sourceUrlOf } from './source-maps.ts';

const root = join(import.meta.dirname, '..');
const handlersFolder = join(root, 'functions', 'handlers');
const substitutes = join(root, 'functions', 'adapters', 'system');

export interface Bundle {
  /** Folder and name below functions/handlers, such as `api/proposals`. */
  readonly handler: string;
  /** Folder that holds only this handler's `index.mjs`. */
  readonly folder: string;
  /** SHA-256 of the code, in hexadecimal. It names the source map, and each line of a stack contains its beginning. */
  readonly fingerprint: string;
  readonly bytes: number;
  /** npm packages of which the bundle contains at least one byte. */
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
 * Bundles all handlers in one pass of esbuild, each into `outFolder/<handler>/index.mjs`. Their source maps go into `mapsFolder`
 * and are not deployed (source-maps.ts).
 *
 * ES modules leave out more unused code than CommonJS and start without a wrapper. `mainFields` prefers a package's own ES
 * modules, which makes the AWS SDK a third smaller than its CommonJS build.
 */
export async function bundleHandlers(outFolder: string, mapsFolder: string): Promise<Bundle[]> {
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
    // Parts of the AWS SDK that no function uses. Credentials come only from the function's environment.
    alias: {
      '@aws-sdk/credential-provider-node': join(substitutes, 'lambda-credentials.ts'),
      '@aws-sdk/middleware-endpoint-discovery': join(substitutes, 'no-endpoint-discovery.ts'),
      '@smithy/core/event-streams': join(substitutes, 'no-event-streams.ts'),
    },
    plugins: [unusedFiles],
    legalComments: 'none',
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  return names.map((name) => keep(name, outFolder, mapsFolder, result));
}

/** Files of the AWS SDK of which no function needs the whole, and which `alias` cannot name. */
const unusedFiles: Plugin = {
  name: 'unused-files',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\/Sha256Js$/ }, () => ({ path: join(substitutes, 'no-sha256-in-javascript.ts') }));
    // A client sends its version with each request and needs nothing else of its package.json.
    onLoad({ filter: /\/@aws-sdk\/client-[^/]+\/package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

type Built = BuildResult<{ metafile: true; write: false }>;

function keep(handler: string, outFolder: string, mapsFolder: string, { metafile, outputFiles }: Built): Bundle {
  const folder = join(outFolder, handler);
  const file = join(folder, 'index.mjs');
  const code = outputFiles.find(({ path }) => path === file);
  const map = outputFiles.find(({ path }) => path === `${file}.map`);
  const output = metafile.outputs[relative(root, file)];
  if (code === undefined || map === undefined || output === undefined) throw new Error(`esbuild did not make ${file}`);
  const fingerprint = fingerprintOf(code.contents);
  // Files that an earlier build left there would be deployed.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${code.text}${sourceUrlOf(handler, fingerprint)}`);
  keepSourceMap(mapsFolder, { handler, fingerprint, builtIn: folder, map: map.text });
  const inputs = Object.fromEntries(
    Object.entries(output.inputs)
      .map(([file, { bytesInOutput }]) => [file, bytesInOutput] as const)
      .filter(([, bytes]) => bytes > 0),
  );
  const packages = new Set(Object.keys(inputs).flatMap(packageOf));
  return { handler, folder, fingerprint, bytes: output.bytes, packages: [...packages].sort(), inputs };
}

function packageOf(file: string): string[] {
  const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  return name === undefined ? [] : [name];
}
