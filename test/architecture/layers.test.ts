import { describe, expect, test } from 'vitest';
import { type Import, importsOf, sources } from './source-files.ts';

const zod = 'zod';
const sdk = /^@aws-sdk\//;
const powertools = /^@aws-lambda-powertools\//;
const middy = /^@middy\//;
const node = /^node:/;
const jose = /^jose(\/|$)/;
const contracts = /^workflows\/[^/]+\/contract\.ts$/;
const cdk = /^(aws-cdk-lib|constructs|cdk-nag|esbuild)$/;

type Target = string | RegExp;

/** Who may import what (docs/architecture.md, "Layers and folders"). A text names a folder with everything below it, or a package. */
const layers: readonly { readonly layer: string; readonly may: readonly Target[] }[] = [
  { layer: 'functions/domain/', may: ['functions/domain/'] },
  { layer: 'functions/application/', may: ['functions/application/', 'functions/domain/'] },
  { layer: 'functions/schemas/', may: ['functions/schemas/', 'functions/domain/', zod] },
  {
    layer: 'functions/adapters/',
    may: [
      'functions/adapters/',
      'functions/application/',
      'functions/domain/',
      'functions/schemas/',
      contracts,
      sdk,
      node,
      'canonicalize',
      jose,
      zod,
    ],
  },
  {
    layer: 'functions/http/',
    may: ['functions/http/', 'functions/application/', 'functions/domain/', 'functions/schemas/', middy, zod],
  },
  {
    layer: 'functions/web/',
    may: ['functions/web/', 'functions/application/', 'functions/domain/', 'functions/schemas/', middy],
  },
  {
    layer: 'functions/reports/',
    may: ['functions/reports/', 'functions/web/', 'functions/domain/', 'functions/schemas/', 'fflate'],
  },
  { layer: 'functions/handlers/', may: ['functions/', contracts, sdk, powertools, middy, 'aws-lambda'] },
  { layer: 'workflows/', may: ['functions/domain/', zod] },
  {
    layer: 'infra/local/',
    may: ['infra/', 'functions/application/', 'functions/adapters/', 'functions/schemas/', cdk, sdk, node, zod],
  },
  {
    layer: 'infra/commands/',
    may: ['infra/', 'functions/application/', 'functions/adapters/', 'functions/schemas/', cdk, sdk, node, zod, 'sass'],
  },
  // The settings use the domain's words for scopes and signatures.
  { layer: 'infra/', may: ['infra/', 'functions/domain/record/access.ts', cdk, node, zod] },
];

/** The rest of infra may import two things from functions: the types of the handlers' environments … */
const environmentType = 'functions/adapters/system/environment.ts';
/** … and the operations, for the gateway's routes. */
const operationLists = ['functions/http/operations/operations.ts', 'functions/http/operations/define-operation.ts'];

function layerOf(file: string) {
  return layers.find(({ layer }) => file.startsWith(layer));
}

function allowed({ from, to, typeOnly }: Import): boolean {
  const layer = layerOf(from);
  if (layer === undefined) return false;
  if (layer.layer === 'infra/' && typeOnly && to === environmentType) return true;
  if (from === 'infra/gateway-routes.ts' && operationLists.includes(to)) return true;
  return layer.may.some((target) =>
    target instanceof RegExp ? target.test(to) : target.endsWith('/') ? to.startsWith(target) : to === target,
  );
}

const imports = sources.filter((file) => layerOf(file) !== undefined).flatMap(importsOf);

describe('the import table', () => {
  test.each(layers.map(({ layer }) => layer))('%s imports only what it may', (layer) => {
    const own = imports.filter(({ from }) => layerOf(from)?.layer === layer);
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((each) => !allowed(each)).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('finds every import, type imports and lazy ones included', () => {
    expect(importsOf('functions/application/workflow/sweep.ts').map(({ to }) => to)).toContain(
      'functions/application/workflow/settle-proposal.ts',
    );
    expect(allowed({ from: 'functions/domain/vocabulary/money.ts', to: 'zod', typeOnly: true })).toBe(false);
    expect(allowed({ from: 'functions/application/workflow/sweep.ts', to: 'node:fs', typeOnly: false })).toBe(false);
    expect(allowed({ from: 'infra/app.ts', to: environmentType, typeOnly: true })).toBe(true);
    expect(allowed({ from: 'infra/app.ts', to: environmentType, typeOnly: false })).toBe(false);
  });

  test('only tests import handlers', () => {
    const importers = sources.filter((file) => !file.startsWith('test/')).flatMap(importsOf);
    expect(importers.filter(({ to }) => to.endsWith('.handler.ts'))).toEqual([]);
  });
});
