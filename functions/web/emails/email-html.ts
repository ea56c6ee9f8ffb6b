import { type Html, html } from '../html.ts';
import { type Block, type EmailDocument, framed } from './email-document.ts';

/** Each element carries its styles, because email programs drop style sheets. Nothing is loaded from anywhere. */
const styles = {
  body: 'margin:0;padding:0;background:#ffffff;color:#0b0c0c;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5',
  frame: 'max-width:600px;margin:0 auto;padding:20px;overflow-wrap:anywhere',
  paragraph: 'margin:0 0 16px',
  typed: 'margin:0 0 16px;white-space:pre-line',
  heading: 'margin:24px 0 8px;font-size:18px;line-height:1.3',
  list: 'margin:0 0 16px;padding:0 0 0 20px',
  item: 'margin:0 0 4px;white-space:pre-line',
  table: 'width:100%;margin:0 0 16px;border-collapse:collapse',
  name: 'padding:8px 16px 8px 0;border-bottom:1px solid #cecece;text-align:left;vertical-align:top;width:40%',
  value: 'padding:8px 0;border-bottom:1px solid #cecece;text-align:left;vertical-align:top;white-space:pre-line',
  // Only spacing separates the digits, so that they are copied without blanks.
  code: 'margin:24px 0;font-size:32px;line-height:1.2;font-weight:bold;letter-spacing:4px',
  action: 'margin:24px 0 8px',
  button:
    'display:inline-block;padding:10px 18px;background:#0f7a52;color:#ffffff;font-weight:bold;text-decoration:none',
  link: 'color:#1d4e63;text-decoration:underline',
  address: 'margin:0 0 24px;word-break:break-all',
} as const;

/** The email as HTML. All text is escaped. */
export function emailHtml(mail: EmailDocument): string {
  return html`<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${mail.subject}</title>
</head>
<body style="${styles.body}">
<div style="${styles.frame}" lang="en-GB">
${framed(mail).map(blockHtml)}</div>
</body>
</html>
`.toString();
}

function blockHtml(block: Block): Html {
  switch (block.kind) {
    case 'paragraph':
      return html`<p style="${styles.paragraph}">${block.text}</p>\n`;
    case 'typed':
      return html`<p style="${styles.typed}">${block.text}</p>\n`;
    case 'heading':
      return html`<h2 style="${styles.heading}">${block.text}</h2>\n`;
    case 'facts':
      return html`<table style="${styles.table}">${block.facts.map(
        ([name, value]) =>
          html`<tr><th scope="row" style="${styles.name}">${name}</th><td style="${styles.value}">${value}</td></tr>\n`,
      )}</table>\n`;
    case 'list':
      return html`<ul style="${styles.list}">${block.items.map((item) => html`<li style="${styles.item}">${item}</li>\n`)}</ul>\n`;
    case 'code':
      return html`<p style="${styles.code}">${block.code}</p>\n`;
    case 'address':
      return html`<p style="${styles.paragraph}">${block.sentence} <a href="${block.href}" style="${styles.link}">${block.shown}</a></p>\n`;
    case 'action':
      return html`<p style="${styles.action}"><a href="${block.href}" style="${styles.button}">${block.label}</a></p>
<p style="${styles.address}">${block.shown}</p>\n`;
  }
}
