/** The most characters of a cell, in UTF-16 code units ("Excel specifications and limits"). */
export const maxCharacters = 32_767;

const cutMark = '… (cut here. CSV and JSON have the whole text.)';

/** Most texts contain none of these. */
const needsWork = /[&<>"\p{Cc}\p{Cs}\ufffe\uffff]|_x[\dA-Fa-f]{4}_/u;
/**
 * Characters that XML 1.0 cannot hold or would change, and texts that look like their escapes (ECMA-376, 22.9.2.19,
 * ST_Xstring).
 */
const notInXml = /[^\P{Cc}\t\n]|[\ufffe\uffff]|_(?=x[\dA-Fa-f]{4}_)/gu;
const markup: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A text for a part of a workbook: markup is escaped, control characters and texts that look like their escapes become
 * `_x000D_`, lone surrogates are replaced. A text that is too long for a cell is cut and says so.
 *
 * @example xmlText('R&D\r') // 'R&amp;D_x000D_'
 */
export function xmlText(text: string): string {
  const fitting = text.length > maxCharacters ? shortened(text) : text;
  if (!needsWork.test(fitting)) return fitting;
  return fitting
    .toWellFormed()
    .replaceAll(notInXml, escapeOf)
    .replaceAll(/[&<>"]/g, (character) => markup[character] ?? '');
}

function escapeOf(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

function shortened(text: string): string {
  // Half a character at the end would be a lone surrogate.
  return text.slice(0, maxCharacters - cutMark.length).replace(/[\ud800-\udbff]$/, '') + cutMark;
}
