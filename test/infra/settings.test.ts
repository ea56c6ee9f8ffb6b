import { describe, expect, test } from 'vitest';
import { environmentNames, loadSettings, parseSettings, SettingsError } from '../../infra/settings.ts';

const { environment: _name, ...example } = loadSettings('example');

/** What is said of the example with one thing changed. */
function complaint(environment: string, change: Record<string, unknown>): string {
  try {
    parseSettings(environment, { ...example, ...change });
    return 'nothing';
  } catch (error) {
    return error instanceof SettingsError ? error.message : String(error);
  }
}

describe('settings of an environment', () => {
  test.each(environmentNames())('those of %s are right', (environment) => {
    expect(loadSettings(environment).environment).toBe(environment);
  });

  test('an environment without a file is refused with the names of those that have one', () => {
    expect(() => loadSettings('nowhere')).toThrow(
      'No settings for the environment "nowhere". There are: example, local.',
    );
    expect(() => loadSettings('../environments/local')).toThrow(SettingsError);
  });

  test('what nobody knows is refused by name', () => {
    expect(complaint('example', { protcetData: true })).toContain('protcetData');
  });

  test('every fault is told, each with its place', () => {
    const said = complaint('example', {
      account: '12',
      mail: { from: 'nobody', replyTo: 'a@b.example', concurrency: 1 },
    });
    expect(said.split('\n')).toEqual([
      'infra/environments/example.json:',
      expect.stringContaining('account: '),
      expect.stringContaining('mail.from: '),
      expect.stringContaining('mail.concurrency: '),
    ]);
  });

  test.each(['account', 'address', 'alarmAddress', 'allowShortResponses', 'logRetentionDays', 'mail', 'protectData'])(
    'without %s there is no deployment',
    (name) => {
      expect(complaint('example', { [name]: undefined })).toContain(`${name}: `);
    },
  );

  test.each([
    ['sweepMinutes', 1, 0],
    ['sweepMinutes', 60, 61],
    ['logRetentionDays', 400, 399],
  ])('%s may be %d and not %d', (name, right, wrong) => {
    expect(complaint('example', { [name]: right })).toBe('nothing');
    expect(complaint('example', { [name]: wrong })).toContain(`${name}: `);
  });

  test.each([
    ['address', { kind: 'front-door', url: 'http://127.0.0.1:8080' }],
    ['allowShortResponses', true],
    ['protectData', false],
  ])("%s as on one's own machine is refused elsewhere", (name, value) => {
    expect(complaint('local', { [name]: value })).toBe('nothing');
    expect(complaint('example', { [name]: value })).toContain('only the local environment');
  });

  test('the front door of the local environment moves with its port, and stays on this machine', () => {
    expect(loadSettings('local', 9000).address).toEqual({ kind: 'front-door', url: 'http://127.0.0.1:9000' });
    expect(complaint('local', { address: { kind: 'front-door', url: 'http://192.168.0.2:8080' } })).toContain(
      'address.url',
    );
  });
});
