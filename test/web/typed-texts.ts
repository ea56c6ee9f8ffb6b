import fc from 'fast-check';

/** Members of a view that hold what somebody typed, at any depth. */
const typed = new Set([
  ...['title', 'summary', 'alternatives', 'description', 'stage', 'unit', 'authority', 'prefilledReasons'],
  ...['name', 'leadBorough', 'onBehalfOf', 'by', 'to', 'ruleInWords', 'label', 'before', 'after', 'detail'],
  ...['comment', 'interest', 'reasons', 'conditions', 'borough'],
]);
/** Codes of boroughs, and dates. */
const code = /^(?:E\d{8}|\d{4}-\d{2}-\d{2}.*)$/;

/** The view with `text` in place of everything that somebody typed. Codes and dates stay. */
export function withTyped<T>(view: T, text: string, member = ''): T {
  if (typeof view === 'string') return (typed.has(member) && !code.test(view) ? text : view) as T;
  if (Array.isArray(view)) return view.map((item) => withTyped(item, text, member)) as T;
  if (typeof view !== 'object' || view === null) return view;
  return Object.fromEntries(Object.entries(view).map(([name, value]) => [name, withTyped(value, text, name)])) as T;
}

/** Marks where a hostile text will go. No template contains it. */
export const placeholder = 'Qqq placeholder qqQ';

/** Texts that would break out of markup if they could. */
export const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</textarea></form><form action=https://evil.example>',
    '</title><meta http-equiv=refresh content=0>',
    '&lt;b&gt; &amp; &#39;',
    '{{7*7}} <%= 7 %> <!-- ]]>',
  ),
  fc
    .string({
      unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '=', '`', ' ', '\n', ';', '#', '$', '\\', 'a', 'é', '😀'),
      minLength: 1,
      maxLength: 40,
    })
    .filter((text) => text.trim() !== ''),
);
