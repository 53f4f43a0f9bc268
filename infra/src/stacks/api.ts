import { Duration, Size, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { AuthSecret } from '../constructs/auth-secret.ts';
import { FiguresStream } from '../constructs/figures-stream.ts';
import { HttpFace } from '../constructs/http-face.ts';
import { JobsQueue } from '../constructs/jobs-queue.ts';
import { LinliFunction } from '../constructs/linli-function.ts';
import { allowMessages } from '../constructs/messages.ts';
import type { Watched } from '../constructs/watched.ts';
import { allowWechat } from '../constructs/wechat.ts';
import type { Deployment } from '../deployment.ts';
import type { DataStack } from './data.ts';

type ApiStackProps = StackProps & { deployment: Deployment; data: DataStack };

/** Points that nobody collected in time are free again within the hour. */
const ROUND_EVERY = Duration.hours(1);
const JOB_TIMEOUT = Duration.minutes(5);

/** What answers and works: the API, sign-in, the figures kept from the stream, and jobs. */
export class ApiStack extends Stack {
  readonly face: HttpFace;
  readonly secret: AuthSecret;
  readonly functions: LinliFunction[];
  readonly watched: Watched[];

  constructor(scope: Construct, id: string, { deployment, data, ...props }: ApiStackProps) {
    super(scope, id, props);
    this.face = new HttpFace(this, 'Http', deployment);
    this.secret = new AuthSecret(this, 'AuthSecret');

    const api = new LinliFunction(this, 'api', {
      deployment,
      memory: Size.mebibytes(1024),
      timeout: Duration.seconds(20),
      failuresTolerated: 4,
      whenFailing: {
        happened: 'The API failed several times in five minutes.',
        affects: 'Saving or loading fails for some people, with a number they can read out.',
        doFirst: 'Search the log of the api function for level ERROR and the request id people report.',
      },
    });
    data.access.allowDistrict(api, deployment.districtId);
    data.access.allowTenants(api);
    data.idNumbers.allowSealing(api);
    this.face.nameEdgeTo(api);
    api.bind({ ORIGIN: this.face.origin });
    this.face.route('/api/{proxy+}', HttpMethod.ANY, api);
    this.face.routeHealth(api);

    const auth = new LinliFunction(this, 'auth', {
      deployment,
      memory: Size.mebibytes(1024),
      timeout: Duration.seconds(20),
      failuresTolerated: 2,
      whenFailing: {
        happened:
          'Signing in failed several times in five minutes, not for a wrong password but for a fault.',
        affects: 'Staff cannot sign in. Those who are signed in, and all public pages, are not touched.',
        doFirst: 'Search the log of the auth function for level ERROR; check that its secret still exists.',
      },
    });
    data.access.allowDistrict(auth, deployment.districtId);
    this.secret.allowUsing(auth);
    allowWechat(auth, deployment);
    auth.bind({ ORIGIN: this.face.origin });
    this.face.nameEdgeTo(auth);
    this.face.route('/auth/{proxy+}', HttpMethod.ANY, auth);

    const jobs = new LinliFunction(this, 'jobs', {
      deployment,
      memory: Size.mebibytes(1024),
      timeout: JOB_TIMEOUT,
      failuresTolerated: 0,
      whenFailing: {
        happened: 'A job stopped with a fault. It is tried again up to five times.',
        affects: 'An import or an onboarding pauses; what it has written stays and is not written twice.',
        doFirst:
          'Read the error in the log of the jobs function; wait for the next try unless JobsLeftOver sounds too.',
      },
    });
    const queue = new JobsQueue(this, 'JobsQueue', JOB_TIMEOUT);
    data.access.allowDistrict(jobs, deployment.districtId);
    data.access.allowTenants(jobs);
    data.idNumbers.allowSealing(jobs);
    queue.allowSending(jobs);
    queue.workedOffBy(jobs);
    queue.goRoundEvery(ROUND_EVERY);
    allowMessages(jobs, deployment);

    const stream = new LinliFunction(this, 'stream', {
      deployment,
      memory: Size.mebibytes(1024),
      timeout: Duration.minutes(1),
      failuresTolerated: 2,
      whenFailing: {
        happened: 'Counting changes failed several times in five minutes.',
        affects: 'Figures stop moving; records are saved as always.',
        doFirst: 'Read the error in the log of the stream function. Records wait in the stream for 24 hours.',
      },
    });
    data.access.allowTenants(stream);
    // The end of each chain of the audit trail is kept in the control plane.
    data.access.allowDistrict(stream, deployment.districtId);
    queue.allowSending(stream);
    const figures = new FiguresStream(this, 'Figures', data.table.table, stream);

    this.functions = [api, auth, jobs, stream];
    this.watched = [
      ...this.functions.flatMap((fn) => fn.watched),
      ...this.face.watched,
      ...queue.watched,
      ...figures.watched,
    ];
  }
}
