import { Duration, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { acknowledge } from './acknowledge.ts';
import type { LinliFunction } from './linli-function.ts';
import { linliLogs } from './linli-logs.ts';
import { SiteEdge } from './site-edge.ts';
import { AT_ONCE, FIVE_MINUTES, FOR_A_QUARTER_OF_AN_HOUR, type Watched } from './watched.ts';

/** Requests a second of one district: several times what its communities need on the busiest morning. */
const THROTTLE = { rateLimit: 300, burstLimit: 600 };

/**
 * The one HTTP API in front of the API, sign-in and the site; China has no function URLs, so nobody uses them. On `aws`
 * there is an edge before it. In China there is none: CloudFront there asks for a filing (ICP) of its own.
 */
export class HttpFace extends Construct {
  readonly api: HttpApi;
  /** The address people type, without a slash at the end. */
  readonly origin: string;
  readonly #stage: HttpStage;
  readonly #edge: SiteEdge | undefined;

  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      createDefaultStage: false,
      description: 'Linli: API, sign-in and site',
    });
    this.#stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(linliLogs(this, 'AccessLogs')),
        format: ACCESS,
      },
    });
    const own = `${this.api.apiId}.execute-api.${deployment.region}.${Stack.of(this).urlSuffix}`;
    if (deployment.partition === 'aws') this.#edge = new SiteEdge(this, 'Edge', own, deployment.domain);
    else if (deployment.domain !== undefined) this.#answerTo(deployment.domain);
    this.origin = `https://${this.#edge?.host ?? deployment.domain?.name ?? own}`;
  }

  route(path: string, method: HttpMethod, fn: LinliFunction, scope: Construct = this): void {
    const key = path === '$default' ? HttpRouteKey.DEFAULT : HttpRouteKey.with(path, method);
    this.#route(scope, `To${fn.node.id}`, key, fn);
  }

  /** Where somebody who watches from outside asks whether the product lives, and whether it can work. */
  routeHealth(fn: LinliFunction): void {
    this.#route(this, 'ToHealthz', HttpRouteKey.with('/healthz', HttpMethod.GET), fn);
    this.#route(this, 'ToReadyz', HttpRouteKey.with('/readyz', HttpMethod.GET), fn);
  }

  /** Lets a function tell what came through the edge from what somebody sent to the gateway itself. */
  nameEdgeTo(fn: LinliFunction): void {
    if (this.#edge !== undefined) fn.bind({ EDGE_SECRET: this.#edge.secret.value });
  }

  #route(scope: Construct, id: string, routeKey: HttpRouteKey, fn: LinliFunction): void {
    const integration = new HttpLambdaIntegration(`${fn.node.id}Integration`, fn.lambda);
    const route = new HttpRoute(scope, id, { httpApi: this.api, routeKey, integration });
    acknowledge(
      route,
      'AwsSolutions-APIG4',
      'Public pages have no account. Who may do what depends on the community, which the gateway cannot know: every ' +
        'route of the API declares its permission and every operation asks again, and a test walks all routes.',
    );
  }

  get watched(): Watched[] {
    return [
      {
        id: 'HttpFailing',
        metric: this.#stage.metricServerError({ period: FIVE_MINUTES, statistic: 'sum' }),
        threshold: 10,
        periods: AT_ONCE,
        text: {
          happened: 'Ten or more requests were answered with a server error in five minutes.',
          affects: 'Some pages and actions fail in every community that is open at the moment.',
          doFirst:
            'Find the route with the errors in the access log, then the function behind it in the dashboard.',
        },
      },
      {
        id: 'HttpSlow',
        metric: this.#stage.metricLatency({ period: FIVE_MINUTES, statistic: 'p95' }),
        // Milliseconds.
        threshold: Duration.seconds(4).toMilliseconds(),
        periods: FOR_A_QUARTER_OF_AN_HOUR,
        text: {
          happened: 'One request in twenty took more than four seconds for a quarter of an hour.',
          affects: 'People on phones give up before the page is there.',
          doFirst:
            'Compare with the duration of the functions in the dashboard; a cold start alone takes under a second.',
        },
      },
    ];
  }

  #answerTo({ name, certificateArn }: NonNullable<Deployment['domain']>): void {
    const domainName = new DomainName(this, 'Name', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
    });
    new ApiMapping(this, 'Mapping', { api: this.api, domainName, stage: this.#stage });
  }
}

/** Enough to answer who did what when; no query strings, which may hold names that were searched for. */
const ACCESS = AccessLogFormat.custom(
  JSON.stringify({
    at: '$context.requestTimeEpoch',
    requestId: '$context.requestId',
    ip: '$context.identity.sourceIp',
    method: '$context.httpMethod',
    path: '$context.path',
    status: '$context.status',
    responseLatencyMs: '$context.responseLatency',
    responseBytes: '$context.responseLength',
    userAgent: '$context.identity.userAgent',
    integrationError: '$context.integrationErrorMessage',
  }),
);
