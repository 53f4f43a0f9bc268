import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ROOT } from '../../../infra/src/bundles.ts';
import { chosenDeployment, type Deployment } from '../../../infra/src/deployment.ts';
import { composeLinli } from '../../../infra/src/linli.ts';

export type Resource = {
  logicalId: string;
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};

export type Synthesis = {
  /** By stack: data, api, web, operations. */
  templates: Record<string, Template>;
  /** Every resource of one type in all stacks. */
  all(type: string): Resource[];
  text: string;
  /** What cdk-nag's AwsSolutions says that nobody has answered for. */
  findings: string[];
};

/** The app that `cdk synth` runs, with the same context, in this process. */
export function synthesise(name: 'global' | 'china', change: Partial<Deployment> = {}): Synthesis {
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  const app = new App({ context: { ...context, deployment: name } });
  const stacks: Record<string, Stack> = composeLinli(app, { ...chosenDeployment(app.node), ...change });
  const findings = new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    );
  const templates = Object.fromEntries(
    Object.entries(stacks).map(([key, stack]) => [key, Template.fromStack(stack)]),
  );
  const resources = Object.values(templates).flatMap((template) =>
    Object.entries(template.toJSON()['Resources'] as Record<string, Resource>).map(
      ([logicalId, resource]) => ({
        ...resource,
        logicalId,
      }),
    ),
  );
  return {
    templates,
    all: (type) => resources.filter((resource) => resource.Type === type),
    text: JSON.stringify(Object.values(templates).map((template) => template.toJSON())),
    findings,
  };
}
