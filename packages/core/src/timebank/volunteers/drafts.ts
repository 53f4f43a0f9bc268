import { drafter } from '../../table/index.ts';
import { GuardianConsents, TrainingRecords, VolunteerApplications, VolunteerSteps } from './entities.ts';

export const draftVolunteerStep = drafter(VolunteerSteps);
export const draftTrainingRecord = drafter(TrainingRecords);
export const draftVolunteerApplication = drafter(VolunteerApplications);
export const draftGuardianConsent = drafter(GuardianConsents);
