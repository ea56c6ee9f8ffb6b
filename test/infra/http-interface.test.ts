import { describe, expect, test } from 'vitest';
import { routes } from '../../infra/gateway-routes.ts';
import { synthesise } from './synthesised.ts';

const { service } = await synthesise('example');
const keys = Object.values(service.findResources('AWS::ApiGatewayV2::Route')).map(
  ({ Properties }) => Properties.RouteKey as string,
);
const [stage] = Object.values(service.findResources('AWS::ApiGatewayV2::Stage'));

describe('the HTTP API', () => {
  test('has each route of the table of routes once', () => {
    const wanted = Object.values(routes).flatMap((entry) => entry.routes as readonly string[]);
    expect(keys.toSorted()).toEqual(wanted.toSorted());
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('answers unknown routes itself, so that 404 and 405 are problem+json', () => {
    expect(keys).toContain('$default');
  });

  test('R24 routes HEAD for every GET', () => {
    const reads = keys.filter((key) => key.startsWith('GET '));
    expect(reads.length).toBeGreaterThan(3);
    expect(keys).toEqual(expect.arrayContaining(reads.map((key) => key.replace('GET', 'HEAD'))));
  });

  test('has no authorizer at the gateway', () => {
    const types = Object.values(service.findResources('AWS::ApiGatewayV2::Route')).map(
      ({ Properties }) => Properties.AuthorizationType,
    );
    expect(new Set(types)).toEqual(new Set(['NONE']));
    expect(service.findResources('AWS::ApiGatewayV2::Authorizer')).toEqual({});
  });

  test('throttles each route and all routes together', () => {
    expect(Object.keys(stage?.Properties.RouteSettings).toSorted()).toEqual(keys.toSorted());
    expect(stage?.Properties.RouteSettings['GET /v1/reports/roi']).toEqual({
      ThrottlingRateLimit: 20,
      ThrottlingBurstLimit: 40,
    });
    expect(stage?.Properties.DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 200,
    });
  });

  test('R27 logs no path, because it may contain a token, and nothing about the caller', () => {
    const format: string = stage?.Properties.AccessLogSettings.Format;
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/\$context\.(?:path|identity|authorizer|customDomain)/);
  });

  test('passes events in the format that the handlers read', () => {
    const formats = Object.values(service.findResources('AWS::ApiGatewayV2::Integration')).map(
      ({ Properties }) => Properties.PayloadFormatVersion,
    );
    expect(new Set(formats)).toEqual(new Set(['2.0']));
  });
});
