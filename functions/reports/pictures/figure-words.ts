import { figureName } from '../words/glossary.ts';
import type { Figures } from './picture.ts';

/**
 * The figures beside the rows in words.
 *
 * @example figuresInWords({ medianDaysToDecision: null }) // [{ name: 'Median days to decision of these', value: 'not
 * known' }]
 */
export function figuresInWords(figures: Figures): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(figures).map(([name, figure]) => ({
    name: figureName(name),
    value: String(figure ?? 'not known'),
  }));
}
