import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { log, messages } from '../../../functions/adapters/system/log.ts';

const lines: unknown[] = [];

beforeEach(() => {
  lines.length = 0;
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line) => void lines.push({ level, ...line }));
  }
});
afterEach(() => vi.restoreAllMocks());

describe('R27 the log', () => {
  test('writes a message’s code and sentence at its level', () => {
    log('sweep-drove', { count: 3 });
    expect(lines).toEqual([{ level: 'info', code: 'JF006', says: messages['sweep-drove'].says, count: 3 }]);
  });

  test('has a different code for each message', () => {
    const codes = Object.values(messages).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('writes only fields that are on the list', () => {
    log('request-failed', {
      route: 'GET /d/{token}',
      ...{ event: { rawPath: '/d/x' }, headers: { authorization: 'x' } },
    });
    expect(JSON.parse(JSON.stringify(lines))).toEqual([
      { level: 'error', code: 'JF001', says: messages['request-failed'].says, route: 'GET /d/{token}' },
    ]);
  });

  test("removes keys, tokens and addresses from an error's message, and keeps where it was thrown", () => {
    const token = 'x'.repeat(43);
    const error = new Error(`Bad ${token} of jf_${token} by a.b@hackney.example`, { cause: new TypeError(token) });
    log('request-failed', { error });
    expect(lines).toMatchObject([
      {
        error: {
          name: 'Error',
          message: 'Bad [secret] of [secret] by [address]',
          stack: expect.arrayContaining([expect.stringMatching(/^at .*log\.test/)]),
          cause: { name: 'TypeError', message: '[secret]' },
        },
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain(token);
  });

  test.each([undefined, null, 'text', 3, { secret: 'x' }])('writes only the type of %j if it is thrown', (error) => {
    log('request-failed', { error: error ?? null });
    expect(lines).toMatchObject([{ error: { name: typeof (error ?? null) } }]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });
});
