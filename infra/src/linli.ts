import { Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { ApiStack } from './stacks/api.ts';
import { DataStack } from './stacks/data.ts';
import { OperationsStack } from './stacks/operations.ts';
import { WebStack } from './stacks/web.ts';

/** All of Linli in one region: what is kept, what answers, what people open, and what watches over the three. */
export function composeLinli(scope: Construct, deployment: Deployment) {
  const env = { region: deployment.region };

  const data = new DataStack(scope, 'LinliData', { env, deployment });
  const api = new ApiStack(scope, 'LinliApi', { env, deployment, data });
  const web = new WebStack(scope, 'LinliWeb', { env, deployment, data, api });
  const operations = new OperationsStack(scope, 'LinliOperations', {
    env,
    deployment,
    watched: [...data.watched, ...api.watched, ...web.watched],
    functions: [...api.functions, ...web.functions],
  });

  Tags.of(scope).add('product', 'linli');
  return { data, api, web, operations };
}
