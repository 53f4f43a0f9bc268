import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { chosenDeployment } from './deployment.ts';
import { composeLinli } from './linli.ts';

const app = new App();
composeLinli(app, chosenDeployment(app.node));
// Findings that are not acknowledged, each with its reason where the resource is made, fail the synthesis.
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
