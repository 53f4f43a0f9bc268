import { App } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { chosenDeployment } from '../../infra/src/deployment.ts';
import { builtBundles } from './support/bundles.ts';
import { synthesise } from './support/synthesis.ts';

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

test('people sign in with WeChat where the deployment names an application, and its secret stands in no template', async () => {
  await builtBundles();
  const wechat = { appId: 'wx0123456789abcdef', secretName: 'linli/wechat' };
  const variablesOf = ({ all }: ReturnType<typeof synthesise>) =>
    all('AWS::Lambda::Function').map(({ Properties }) => JSON.stringify(Properties['Environment'] ?? {}));

  const named = synthesise('china', { wechat });
  const signingIn = variablesOf(named).filter((text) => text.includes('WECHAT_APP_ID'));

  expect(signingIn).toHaveLength(2);
  for (const text of signingIn) expect(text).toContain('{{resolve:secretsmanager:');
  expect(named.findings).toEqual([]);
  expect(variablesOf(synthesise('china')).filter((text) => text.includes('WECHAT'))).toEqual([]);
});
