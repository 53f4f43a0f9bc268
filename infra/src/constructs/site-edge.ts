import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { acknowledge } from './acknowledge.ts';
import { EdgeSecret } from './edge-secret.ts';
import { accessLogsBucket } from './files-bucket.ts';

/** As functions/src/lambda/client-address.ts reads it; a test holds the two together. */
const EDGE_HEADER = 'x-linli-edge';

/**
 * CloudFront before the HTTP API, on `aws` only. Files whose name holds their hash are kept at the edge for a year;
 * everything else passes through, because a page depends on who asks. So the static files need no bucket of their own,
 * and China serves the very same ones from the web function.
 */
export class SiteEdge extends Construct {
  readonly host: string;
  readonly secret: EdgeSecret;

  constructor(scope: Construct, id: string, apiHost: string, domain: Deployment['domain']) {
    super(scope, id);
    this.secret = new EdgeSecret(this, 'Mark');
    const origin = new HttpOrigin(apiHost, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      customHeaders: { [EDGE_HEADER]: this.secret.value },
    });
    const passThrough = {
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // The HTTP API knows itself only by its own host name; the site learns the public one from ORIGIN.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    };
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'Linli',
      defaultBehavior: passThrough,
      additionalBehaviors: {
        '/_app/immutable/*': {
          origin,
          viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
          cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        },
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableLogging: true,
      // CloudFront still delivers its log files as another account's objects, which needs access lists.
      logBucket: accessLogsBucket(this, ObjectOwnership.BUCKET_OWNER_PREFERRED),
      ...(domain === undefined
        ? {}
        : {
            domainNames: [domain.name],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
          }),
    });
    this.host = domain?.name ?? distribution.distributionDomainName;
    acknowledgeOpenness(distribution, domain);
  }
}

function acknowledgeOpenness(distribution: Distribution, domain: Deployment['domain']): void {
  acknowledge(
    distribution,
    'AwsSolutions-CFR1',
    'Residents read from wherever their families live; a notice board does not ask for a passport.',
  );
  acknowledge(
    distribution,
    'AwsSolutions-CFR2',
    'The stage is throttled, sign-in limits its own tries, and no query is built from text. A firewall costs more a ' +
      'month than the rest of a small district; docs/operations/cost.md says when to add one.',
  );
  if (domain === undefined) {
    acknowledge(
      distribution,
      'AwsSolutions-CFR4',
      "Without a name of its own a distribution answers with CloudFront's certificate, whose TLS floor cannot be set. " +
        'deploy.md asks for a name before residents are invited; with one the floor is TLS 1.2.',
    );
  }
}
