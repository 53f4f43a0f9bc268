import type { Node } from 'constructs';

/**
 * One place Linli is deployed to, as written in `cdk.json` under `context.deployments`. What is the same everywhere is
 * code; what differs from one district office to the next is here.
 */
export type Deployment = {
  partition: 'aws' | 'aws-cn';
  region: string;
  /** The bundles run on both. China has x86_64 because arm64 could not be confirmed for its Lambda. */
  architecture: 'arm64' | 'x86_64';
  /** Lower-case letters and digits: it begins every key of the control plane. */
  districtId: string;
  /** Mail leaves through SES from this address, which the office has verified there. */
  mailFrom?: string;
  /** Only where `partition` is `aws`: text messages leave through SNS. Elsewhere, and by choice, a webhook sends them. */
  textMessages?: 'aws';
  /**
   * Where people may sign in with WeChat: the id of the website application at its open platform, and the name of the secret
   * in Secrets Manager, in the same region, in which the office has put the application's own secret.
   */
  wechat?: { appId: string; secretName: string };
  /** Where alarms are sent. Without it they only show in the console. */
  alarmEmail?: string;
  /** The address people type. On `aws` the certificate is in us-east-1 (CloudFront), in China in the region itself. */
  domain?: { name: string; certificateArn: string };
  /** Only where `partition` is `aws`: a warning by e-mail at 80 % and at the forecast of 100 %. */
  monthlyBudgetUsd?: number;
};

/** The deployment chosen with `-c deployment=NAME`. Throws with the names there are. */
export function chosenDeployment(node: Node): Deployment {
  const all = node.getContext('deployments') as Record<string, Deployment>;
  const name = String(node.getContext('deployment'));
  const deployment = all[name];
  if (deployment === undefined) {
    throw new Error(`cdk.json has no deployment "${name}"; it has: ${Object.keys(all).join(', ')}`);
  }
  assertSound(name, deployment);
  return deployment;
}

function assertSound(name: string, { partition, region, districtId }: Deployment): void {
  if (region.startsWith('cn-') !== (partition === 'aws-cn')) {
    throw new Error(`Deployment "${name}": region ${region} is not in partition ${partition}`);
  }
  // It is written into IAM conditions, where `*` and `?` would match more than one district.
  if (!/^[a-z0-9]{1,32}$/.test(districtId)) {
    throw new Error(`Deployment "${name}": districtId has 1 to 32 lower-case letters and digits`);
  }
}
