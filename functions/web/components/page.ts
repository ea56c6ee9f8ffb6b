import { type Content, type Html, html } from '../html.ts';
import { faviconPath, stylesheetPath } from '../styles/assets.ts';

/**
 * A whole page: own header without GOV.UK branding, no script, nothing loaded from other sites. `title` names the page
 * before the product. `announced` comes before it: "Error" if something is wrong with a form.
 */
export function page(options: {
  readonly title: string;
  readonly announced?: string | null;
  readonly main: Content;
}): Html {
  const { announced = null } = options;
  const title = `${announced === null ? '' : `${announced}: `}${options.title} – Joint Funding`;
  return html`<!DOCTYPE html>
<html lang="en-GB" class="govuk-template">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex, nofollow">
<link rel="icon" href="${faviconPath}" type="image/svg+xml">
<link rel="stylesheet" href="${stylesheetPath}">
</head>
<body class="govuk-template__body">
<a href="#main-content" class="govuk-skip-link">Skip to main content</a>
<header class="govuk-template__header jf-header">
<div class="govuk-width-container"><span class="jf-header__name">Joint Funding</span></div>
</header>
<div class="govuk-width-container">
<main class="govuk-main-wrapper" id="main-content">
${options.main}
</main>
</div>
<footer class="govuk-template__footer jf-footer">
<div class="govuk-width-container"><p class="govuk-body-s">Joint Funding helps boroughs and their partners pay for projects together. Each of them decides for itself. This page sets no cookies and loads nothing from other websites.</p></div>
</footer>
</body>
</html>
`;
}
