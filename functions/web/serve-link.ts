import { isTransient } from '../application/commit/is-transient.ts';
import type { AnswerResult, FormValues } from '../application/views/answer-result.ts';
import { answerView, type PageReads } from './answer-view.ts';
import { readForm } from './form.ts';
import { answerResponse, viewResponse } from './link-pages.ts';
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

type Read = PageReads['read'];
type Answer = (token: string, form: FormValues) => Promise<AnswerResult>;

/** 256 random bits in base64url (R25). A token of another shape is unknown without any read. */
const linkPath = /^\/([dt])\/([A-Za-z0-9_-]{43})$/;
const assetPath = /^\/assets\/([\w.-]+)$/;

const unknown = privatePage(404, notFoundPage);

const refusedForms = {
  malformed: privatePage(400, malformedPage),
  'too-large': privatePage(413, tooLargePage),
  unsupported: privatePage(415, unsupportedPage),
} as const;

/** GET and HEAD of a link, or of a file that pages load. Changes nothing, however often it is called (R24). */
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

/** What a POST needs: it answers, and if the answer was refused it reads the page of its link. */
export interface Answering extends PageReads {
  readonly answer: Answer;
}

/**
 * POST of a form to a link. A form from another site, or a body that is not one of these forms, is refused before
 * anything is read or recorded. A text that may not be recorded brings the form back with what was typed.
 */
export async function serveAnswer(request: PageRequest, deps: Answering): Promise<PageResponse> {
  const { headers, rawPath } = request;
  if (headers['sec-fetch-site'] === 'cross-site') return privatePage(403, crossSitePage);
  const [, kind, token] = linkPath.exec(rawPath) ?? [];
  if (token === undefined || kind !== 'd') return unknown;
  const form = readForm(headers['content-type'], request.body ?? '', request.isBase64Encoded);
  if (form.kind !== 'form') return refusedForms[form.kind];
  const { values, faults } = form;
  const result: AnswerResult = faults.length === 0 ? await deps.answer(token, values) : { kind: 'faults', faults };
  return answerResponse(await answerView(deps, token, result, values), rawPath);
}

/** The page for an error: 503 if it helps to try again soon, otherwise 500. */
export function errorResponse(error: unknown): PageResponse {
  return isTransient(error) ? privatePage(503, unavailablePage, { 'retry-after': '30' }) : privatePage(500, failedPage);
}
