import { CfnOutput, Duration, Size, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { LinliFunction } from '../constructs/linli-function.ts';
import type { Watched } from '../constructs/watched.ts';
import { allowWechat } from '../constructs/wechat.ts';
import type { Deployment } from '../deployment.ts';
import type { ApiStack } from './api.ts';
import type { DataStack } from './data.ts';

type WebStackProps = StackProps & { deployment: Deployment; data: DataStack; api: ApiStack };

/** What people open: the site, with the API in process and its static files beside it. */
export class WebStack extends Stack {
  readonly functions: LinliFunction[];
  readonly watched: Watched[];

  constructor(scope: Construct, id: string, { deployment, data, api, ...props }: WebStackProps) {
    super(scope, id, props);
    const web = new LinliFunction(this, 'web', {
      deployment,
      memory: Size.mebibytes(1024),
      timeout: Duration.seconds(20),
      failuresTolerated: 4,
      whenFailing: {
        happened: 'The site failed several times in five minutes.',
        affects: 'Residents and staff see an error page instead of theirs.',
        doFirst:
          'Search the log of the web function for level ERROR; if it began with a release, deploy the one before.',
      },
    });
    data.access.allowDistrict(web, deployment.districtId);
    data.access.allowTenants(web);
    data.idNumbers.allowSealing(web);
    api.secret.allowUsing(web);
    allowWechat(web, deployment);
    api.face.route('$default', HttpMethod.ANY, web, this);

    web.bind({ ORIGIN: api.face.origin });
    api.face.nameEdgeTo(web);
    new CfnOutput(this, 'Address', { value: api.face.origin });

    this.functions = [web];
    this.watched = web.watched;
  }
}
