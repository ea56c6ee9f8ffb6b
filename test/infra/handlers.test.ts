import { describe, expect, test } from 'vitest';
import { handlerNames } from '../../infra/bundle.ts';
import { tableAccess } from '../../infra/table-access.ts';
import { synthesise } from './synthesised.ts';

const app = await synthesise('example');

describe('deployed functions', () => {
  test('every handler file is deployed exactly once', () => {
    expect(app.deployed.toSorted()).toEqual(handlerNames());
  });

  test('handlers and entries in the table of access match', () => {
    expect(Object.keys(tableAccess).toSorted()).toEqual(handlerNames());
  });

  test('each has its own role, Node.js 24 on arm64, JSON logs and a log group with a retention period', () => {
    const functions = Object.values(app.service.findResources('AWS::Lambda::Function'));
    const roles = new Set(functions.map(({ Properties }) => JSON.stringify(Properties.Role)));
    expect(roles.size).toBe(handlerNames().length);
    for (const { Properties } of functions) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        LoggingConfig: { LogFormat: 'JSON' },
      });
    }
    const groups = Object.values(app.service.findResources('AWS::Logs::LogGroup'));
    expect(groups.filter(({ Properties }) => Properties.RetentionInDays !== 400)).toEqual([]);
  });

  test('no function has a secret in its environment', () => {
    const functions = Object.values(app.service.findResources('AWS::Lambda::Function'));
    const names = new Set(functions.flatMap(({ Properties }) => Object.keys(Properties.Environment.Variables)));
    expect([...names].filter((name) => /SECRET|PASSWORD|CREDENTIAL|PRIVATE/.test(name))).toEqual([]);
  });
});
