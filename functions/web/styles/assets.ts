import { faviconBody, faviconFile, styleBody, styleFile } from './generated.ts';

export interface Asset {
  readonly file: string;
  readonly type: string;
  readonly body: string;
}

const assets: readonly Asset[] = [
  { file: styleFile, type: 'text/css; charset=utf-8', body: styleBody },
  { file: faviconFile, type: 'image/svg+xml', body: faviconBody },
];

export const stylesheetPath = `/assets/${styleFile}`;
export const faviconPath = `/assets/${faviconFile}`;

/** The file with this name below /assets, or undefined. */
export function assetNamed(file: string): Asset | undefined {
  return assets.find((asset) => asset.file === file);
}
