import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeText, html } from '../../functions/web/html.ts';
import { hostile } from './typed-texts.ts';

property.prop([fc.oneof(fc.string(), hostile)])(
  'R24 a text in a template has no character that ends a text or an attribute',
  (text) => {
    const markup = html`<p title="${text}">${text}</p>`.toString();
    const inside = /^<p title="([^"<>]*)">([^"<>]*)<\/p>$/s.exec(markup);

    expect(inside?.[1]).toBe(inside?.[2]);
    expect(inside?.[1]?.replaceAll(/&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[&<>"']/);
  },
);

property.prop([fc.string()])('R24 an escaped text says the same as before', (text) => {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" };
  const read = escapeText(text).replaceAll(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => characters[name] ?? '');

  expect(read).toBe(text);
});

test('R24 markup inside markup stays markup, and text beside it does not', () => {
  expect(html`<ul>${['<a>', html`<li>1</li>`, 2]}</ul>`.toString()).toBe('<ul>&lt;a&gt;<li>1</li>2</ul>');
});

test('R24 an absent value leaves nothing', () => {
  expect(html`<p>${null}${undefined}${false}${[]}${''}</p>`.toString()).toBe('<p></p>');
});

test('R24 an object that only looks like markup is not markup', () => {
  const forged = { toString: () => '<script>' } as unknown as string;

  expect(() => html`<p>${forged}</p>`.toString()).toThrow(TypeError);
});
