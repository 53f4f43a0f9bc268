import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Deployment } from '../deployment.ts';
import type { LinliFunction } from './linli-function.ts';

/** Lets a function sign people in with WeChat, where the deployment says so (docs/operations/deploy.md). */
export function allowWechat(fn: LinliFunction, { wechat }: Deployment): void {
  if (wechat === undefined) return;
  const secret = Secret.fromSecretNameV2(fn, 'WechatSecret', wechat.secretName);
  // CloudFormation writes the value into the function at deployment; the template holds only a reference to it.
  fn.bind({ WECHAT_APP_ID: wechat.appId, WECHAT_APP_SECRET: secret.secretValue.unsafeUnwrap() });
}
