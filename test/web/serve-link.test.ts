import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Overloaded } from '../../functions/application/commit/change-proposal.ts';
import type { AnswerResult, FormValues } from '../../functions/application/views/answer-result.ts';
import type { ChangedPage, LinkView } from '../../functions/application/views/pages.ts';
import type { PageRequest } from '../../functions/web/respond.ts';
import { errorResponse, serveAnswer, serveRead } from '../../functions/web/serve-link.ts';
import { assetNamed, faviconPath, stylesheetPath } from '../../functions/web/styles/assets.ts';
import { said } from './markup.ts';
import { approval, codeAsked, deadLinks, locked, review, revised, signOff, tracking } from './views.ts';

const token = 'q7-_abc'.repeat(7).slice(0, 43);
const form = 'application/x-www-form-urlencoded';
const wellFormed = fc.stringMatching(/^[A-Za-z0-9_-]{43}$/);

function request(method: string, rawPath: string, rest: Partial<PageRequest> = {}): PageRequest {
  return { rawPath, headers: {}, isBase64Encoded: false, requestContext: { http: { method } }, ...rest };
}

function post(body: string, headers: PageRequest['headers'] = { 'content-type': form }, path = `/d/${token}`) {
  return request('POST', path, { body, headers });
}

/** A reader that remembers what it was asked for. */
function reader(view: LinkView = { kind: 'unknown' }) {
  const asked: string[] = [];
  return {
    asked,
    read: async (address: 'answer' | 'tracking', read: string) => {
      asked.push(`${address} ${read}`);
      return view;
    },
  };
}

function answering(result: AnswerResult, view: LinkView = signOff) {
  const given: (readonly [string, FormValues])[] = [];
  const answer = async (to: string, values: FormValues) => {
    given.push([to, values]);
    return result;
  };
  const changes: string[] = [];
  const readChanges = async (by: string, what: string): Promise<ChangedPage> => {
    changes.push(`${what} ${by}`);
    return { kind: 'changed', what: 'revision', heading: revised.heading, changes: revised.changes };
  };
  return { given, changes, deps: { answer, readChanges, ...reader(view) } };
}

describe('R25 a link', () => {
  property.prop([fc.oneof(wellFormed, fc.string())])(
    'that is unknown or malformed always gets the same bytes',
    async (text) => {
      const unknown = await serveRead(request('GET', `/d/${token}`), reader().read);

      expect(await serveRead(request('GET', `/d/${text}`), reader().read)).toEqual(unknown);
      expect(await serveRead(request('GET', `/t/${text}`), reader().read)).toEqual(unknown);
      expect(
        await serveAnswer(
          post('answer=decline', { 'content-type': form }, `/d/${text}`),
          answering({ kind: 'unknown' }).deps,
        ),
      ).toEqual(unknown);
      expect(unknown.statusCode).toBe(404);
    },
  );

  test.each(['', token.slice(1), `${token}A`, `${token.slice(1)}=`, `${token}/`, `${token.slice(1)}%`])(
    'of another shape is not looked up: %s',
    async (text) => {
      const { asked, read } = reader(signOff);

      expect((await serveRead(request('GET', `/d/${text}`), read)).statusCode).toBe(404);
      expect(asked).toEqual([]);
    },
  );

  test('is read as the kind of its address', async () => {
    const { asked, read } = reader(tracking);
    await serveRead(request('GET', `/t/${token}`), read);
    await serveRead(request('GET', `/d/${token}`), read);

    expect(asked).toEqual([`tracking ${token}`, `answer ${token}`]);
  });

  test('R24 answers HEAD with the headers of GET and no body', async () => {
    const got = await serveRead(request('GET', `/d/${token}`), reader(signOff).read);
    const head = await serveRead(request('HEAD', `/d/${token}`), reader(signOff).read);

    expect(head).toEqual({ ...got, body: '' });
    expect(got.body).not.toBe('');
  });
});

test('every page has the security headers of a private page', async () => {
  const responses = [
    await serveRead(request('GET', `/d/${token}`), reader(signOff).read),
    await serveRead(request('GET', '/d/x'), reader().read),
    await serveAnswer(post('answer=approve'), answering({ kind: 'recorded' }).deps),
    await serveAnswer(post('', {}), answering({ kind: 'recorded' }).deps),
    errorResponse(new Error('no')),
  ];

  for (const { headers } of responses) {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/),
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    });
  }
});

describe('the files that pages load', () => {
  test.each([stylesheetPath, faviconPath])(
    '%s is cached for ever, under a name with the hash of its content',
    async (path) => {
      const response = await serveRead(request('GET', path), reader().read);

      expect(response).toMatchObject({ statusCode: 200, body: assetNamed(path.replace('/assets/', ''))?.body });
      expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(response.headers['x-content-type-options']).toBe('nosniff');
    },
  );

  test.each(['/assets/other.css', '/assets/../d/x', '/assets/', '/assets/constructor'])(
    '%s does not exist',
    async (path) => {
      expect((await serveRead(request('GET', path), reader().read)).statusCode).toBe(404);
    },
  );
});

describe('an answer', () => {
  test('is passed on as read', async () => {
    const { given, deps } = answering({ kind: 'recorded' });
    const body = Buffer.from('answer=approve&upTo=%C2%A335%2C750&comment=').toString('base64');
    const response = await serveAnswer(
      request('POST', `/d/${token}`, { body, isBase64Encoded: true, headers: { 'content-type': form } }),
      deps,
    );

    expect(given).toEqual([[token, { answer: 'approve', upTo: '£35,750' }]]);
    expect(response).toMatchObject({ statusCode: 303, headers: { location: `/d/${token}` } });
  });

  test('from another site is refused, and nothing is passed on', async () => {
    const { given, deps } = answering({ kind: 'recorded' });
    const response = await serveAnswer(
      post('answer=approve', { 'content-type': form, 'sec-fetch-site': 'cross-site' }),
      deps,
    );

    expect(response.statusCode).toBe(403);
    expect(given).toEqual([]);
  });

  test.each(['same-origin', 'same-site', 'none', undefined])('from %s is accepted', async (site) => {
    const { deps } = answering({ kind: 'recorded' });

    expect(
      (await serveAnswer(post('answer=approve', { 'content-type': form, 'sec-fetch-site': site }), deps)).statusCode,
    ).toBe(303);
  });

  test.each([
    ['malformed', 'answer=%zz', form, 400],
    ['too large', 'x'.repeat(200_000), form, 413],
    ['of another content type', '{}', 'application/json', 415],
    ['without a content type', 'answer=approve', undefined, 415],
  ])('that is %s is refused with a page that says so, and nothing is passed on', async (_, body, type, status) => {
    const { given, deps } = answering({ kind: 'recorded' });
    const response = await serveAnswer(post(body, { 'content-type': type }), deps);

    expect(response.statusCode).toBe(status);
    expect(said(response.body)).toContain('Nothing was recorded.');
    expect(given).toEqual([]);
  });

  test('without any body is an empty form', async () => {
    const { given, deps } = answering({ kind: 'recorded' });
    await serveAnswer(request('POST', `/d/${token}`, { headers: { 'content-type': form } }), deps);

    expect(given).toEqual([[token, {}]]);
  });

  test('R25 to a tracking link is unknown', async () => {
    const { given, deps } = answering({ kind: 'recorded' });

    expect((await serveAnswer(post('answer=approve', { 'content-type': form }, `/t/${token}`), deps)).statusCode).toBe(
      404,
    );
    expect(given).toEqual([]);
  });
});

describe('an answer that is refused', () => {
  const values = 'answer=approve&upTo=35.750&comment=As+agreed';
  const faults = { kind: 'faults', faults: [{ field: 'upTo', message: 'Enter the amount in pounds' }] } as const;
  const noMoney = {
    kind: 'no-money',
    lacking: [{ financialYear: '2026-27', kind: 'revenue', needed: 3_000_000, available: 1_200_000 }],
  } as const;
  const { because, mailedAt, goodUntil } = codeAsked;

  test.each([
    [faults, 422],
    [noMoney, 422],
    [{ kind: 'code-asked', because, mailedAt, goodUntil } as const, 422],
  ])('brings back the form with what was typed: %o', async (result, status) => {
    const { deps } = answering(result);
    const response = await serveAnswer(post(values), deps);

    expect(response.statusCode).toBe(status);
    expect(response.body).toContain('value="35.750"');
    expect(deps.asked).toEqual([`answer ${token}`]);
  });

  test.each([
    [{ kind: 'different' } as const, approval, 409],
    [{ kind: 'dead' } as const, deadLinks.late, 410],
    [{ kind: 'locked', justNow: true } as const, locked, 422],
    [faults, deadLinks.late, 410],
    [faults, approval, 409],
    [noMoney, locked, 422],
  ])('shows what its link shows now: %o', async (result, view, status) => {
    expect((await serveAnswer(post(values), answering(result, view).deps)).statusCode).toBe(status);
  });

  test('R24 because of a change shows what changed, and reads nothing else', async () => {
    const { changes, deps } = answering({ kind: 'changed', what: 'revision' });
    const response = await serveAnswer(post(values), deps);

    expect(response.statusCode).toBe(409);
    expect(said(response.body)).toContain('The answer you just sent was not recorded.');
    expect(changes).toEqual([`revision ${token}`]);
    expect(deps.asked).toEqual([]);
  });

  test.each([
    [{ kind: 'dead' } as const, signOff],
    [{ kind: 'different' } as const, review],
    [{ kind: 'locked', justNow: true } as const, signOff],
    [noMoney, review],
  ])('must be sent again if its link accepts answers again, with what was typed: %o', async (result, view) => {
    const response = await serveAnswer(post(values), answering(result, view).deps);

    expect(response.statusCode).toBe(409);
    expect(said(response.body)).toContain('Your answer was not recorded, because something changed while you sent it');
    expect(response.body).toContain('As agreed');
  });
});

describe('a text that may not be recorded', () => {
  const body = 'answer=decline&comment=over%E2%80%AEride';

  test('brings back the form with what was typed, and is not passed on', async () => {
    const { given, deps } = answering({ kind: 'recorded' });
    const response = await serveAnswer(post(body), deps);

    expect(response.statusCode).toBe(422);
    expect(response.body).toContain('over\u202eride</textarea>');
    expect(response.body).toContain('<a href="#comment">Your reasons: ');
    expect(given).toEqual([]);
  });

  test.each([
    [deadLinks.late, 410],
    [{ kind: 'unknown' } as const, 404],
    [approval, 409],
    [locked, 422],
  ])('shows the link’s own page if the link no longer asks', async (view, status) => {
    const { deps } = answering({ kind: 'recorded' }, view);

    expect((await serveAnswer(post(body), deps)).statusCode).toBe(status);
  });
});

describe('an error', () => {
  test.each([
    new Overloaded('busy'),
    Object.assign(new Error('late'), { name: 'TimeoutError' }),
    Object.assign(new Error('broken'), { code: 'ECONNRESET' }),
    Object.assign(new Error('theirs'), { $fault: 'server' }),
  ])('is 503 and says to try again if the store is busy or out of reach: %s', (error) => {
    const response = errorResponse(error);

    expect(response).toMatchObject({ statusCode: 503, headers: { 'retry-after': '30' } });
    expect(said(response.body)).toContain('We record it only once, however often you send it.');
  });

  test('of any other kind is 500, and the page says nothing about it', () => {
    const response = errorResponse(new Error('secret detail'));

    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('secret detail');
  });
});
