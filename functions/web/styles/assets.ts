import { favicon, style } from './generated.ts';

export interface Asset {
  readonly file: string;
  readonly type: string;
  readonly body: string;
}

const assets: readonly Asset[] = [style, favicon];

export const stylesheetPath = `/assets/${style.file}`;
export const faviconPath = `/assets/${favicon.file}`;

/** The file of that name below /assets, or undefined. */
export function assetNamed(file: string): Asset | undefined {
  return assets.find((asset) => asset.file === file);
}
