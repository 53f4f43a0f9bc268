export { AcceptInput, acceptApplication } from './acceptance-operations.ts';
export { VolunteerApplication } from './application.ts';
export {
  ApplicationDetail,
  ApplicationInput,
  ApplicationQuery,
  applyFor,
  DeskApplicationInput,
  getApplication,
  listApplications,
} from './application-operations.ts';
export {
  DeclineInput,
  declineApplication,
  giveApplicantsGuardianConsent,
  withdrawApplication,
} from './decision-operations.ts';
export { draftTrainingRecord, draftVolunteerApplication, draftVolunteerStep } from './drafts.ts';
export { forgetVolunteering, volunteeringOf } from './forget.ts';
export { GuardianConsent } from './guardian.ts';
export { GuardianInput } from './guardian-operations.ts';
export * from './own-operations.ts';
export { ProfileInput } from './profile.ts';
export { PartyBadgeInput, setPartyBadge, setProfile } from './profile-operations.ts';
export { RecruitmentNotice, RecruitmentNoticeInput } from './recruitment-notice.ts';
export {
  closeRecruitment,
  getRecruitment,
  listRecruitment,
  openRecruitment,
  publishRecruitment,
} from './recruitment-operations.ts';
export { stateOf, VOLUNTEER_STATES, type VolunteerState } from './standing.ts';
export {
  getVolunteerStanding,
  giveGuardianConsent,
  VolunteerStanding,
  withdrawGuardianConsent,
} from './standing-operations.ts';
export { TrainingRecord, VolunteerStep } from './step.ts';
export { StepInput, takeStep } from './step-operations.ts';
export { TrainingBackInput, takeTrainingBack } from './training-back-operations.ts';
export { recordTraining, TrainingInput } from './training-operations.ts';
