import { App } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { chosenDeployment } from '../../infra/src/deployment.ts';

const SOUND = { partition: 'aws', region: 'ap-southeast-1', architecture: 'arm64', districtId: 'main' };

const chosen = (deployment: object) =>
  chosenDeployment(new App({ context: { deployment: 'one', deployments: { one: deployment } } }).node);

test('a deployment is chosen by its name, and the names there are are told', () => {
  expect(chosen(SOUND)).toEqual(SOUND);
  const app = new App({ context: { deployment: 'two', deployments: { one: SOUND } } });
  expect(() => chosenDeployment(app.node)).toThrow('no deployment "two"; it has: one');
});

test('a region of the other partition is refused', () => {
  expect(() => chosen({ ...SOUND, region: 'cn-north-1' })).toThrow('not in partition aws');
  expect(() => chosen({ ...SOUND, partition: 'aws-cn' })).toThrow('not in partition aws-cn');
});

test('a district id that would match other districts in a policy is refused', () => {
  for (const districtId of ['*', 'a?', 'a#b', '', 'A'])
    expect(() => chosen({ ...SOUND, districtId })).toThrow('districtId');
});
