import { isTransient } from '../application/commit/is-transient.ts';
import type { AnswerResult, FormValues } from '../application/views/answer-result.ts';
import type { LinkView } from '../application/views/pages.ts';
import { readForm } from './form.ts';
import { answerResponse, viewResponse } from './link-pages.ts';
import { faultyFormPage } from './pages/faulty-form/faulty-form-page.ts';
import {
  crossSitePage,
  failedPage,
  malformedPage,
  notFoundPage,
  tooLargePage,
  unavailablePage,
  unsupportedPage,
} from './pages/plain/plain-pages.ts';
import { lastingFile, type PageRequest, type PageResponse, privatePage, withoutBody } from './respond.ts';
import { assetNamed } from './styles/assets.ts';

type Read = (address: 'answer' | 'tracking', token: string) => Promise<LinkView>;
type Answer = (token: string, form: FormValues) => Promise<AnswerResult>;

/** 256 random bits in base64url (R25). Whatever has another shape is unknown without any read. */
const linkPath = /^\/([dt])\/([A-Za-z0-9_-]{43})$/;
const assetPath = /^\/assets\/([\w.-]+)$/;

const unknown = privatePage(404, notFoundPage);

const refusedForms = {
  malformed: privatePage(400, malformedPage),
  'too-large': privatePage(413, tooLargePage),
  unsupported: privatePage(415, unsupportedPage),
} as const;

/** GET and HEAD of a link, or of a file that pages load. Changes nothing, however often it is asked (R24). */
export async function serveRead(request: PageRequest, read: Read): Promise<PageResponse> {
  const response = await readResponse(request.rawPath, read);
  return request.requestContext.http.method === 'HEAD' ? withoutBody(response) : response;
}

async function readResponse(path: string, read: Read): Promise<PageResponse> {
  const [, file] = assetPath.exec(path) ?? [];
  const asset = file === undefined ? undefined : assetNamed(file);
  if (asset !== undefined) return lastingFile(asset.type, asset.body);
  const [, kind, token] = linkPath.exec(path) ?? [];
  if (token === undefined) return unknown;
  return viewResponse(await read(kind === 't' ? 'tracking' : 'answer', token));
}

/**
 * POST of a form to a link. What another site sends is refused, and so is what is no form of these pages; nothing is read or
 * recorded then. Texts that may not be recorded bring the form again, with what was typed.
 */
export async function serveAnswer(
  request: PageRequest,
  { read, answer }: { readonly read: Read; readonly answer: Answer },
): Promise<PageResponse> {
  const { headers, rawPath } = request;
  if (headers['sec-fetch-site'] === 'cross-site') return privatePage(403, crossSitePage);
  const [, kind, token] = linkPath.exec(rawPath) ?? [];
  if (token === undefined || kind !== 'd') return unknown;
  const form = readForm(headers['content-type'], request.body ?? '', request.isBase64Encoded);
  if (form.kind !== 'form') return refusedForms[form.kind];
  if (form.faults.length === 0) return answerResponse(await answer(token, form.values), rawPath);
  return unrecordable(await read('answer', token), form);
}

/** Where there is no form to show again, because the link acts no more or is locked, its own page says so. */
function unrecordable(view: LinkView, form: Parameters<typeof faultyFormPage>[1]): PageResponse {
  if (view.kind === 'sign-off' || view.kind === 'review') return privatePage(422, faultyFormPage(view, form));
  if (view.kind === 'unknown' || view.kind === 'dead' || view.kind === 'tracking') return viewResponse(view);
  if (view.kind === 'locked') return answerResponse({ ...view, justNow: false }, '');
  return answerResponse({ kind: 'different', confirmation: view }, '');
}

/** What a person sees when something failed: 503 where trying again soon is right, else 500. */
export function errorResponse(error: unknown): PageResponse {
  return isTransient(error) ? privatePage(503, unavailablePage, { 'retry-after': '30' }) : privatePage(500, failedPage);
}
