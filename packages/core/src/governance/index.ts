export * from './drafts.ts';
export { Candidate, Election, ElectionSummary, electionIsValid, tallyElection } from './election.ts';
export { Meeting, tallyMeeting } from './meeting.ts';
export { moveOpinion, opinionsUnder } from './moved-opinions.ts';
export { amongElections, Office, tallyOffice } from './office.ts';
export {
  ElectionDetail,
  getElection,
  getMeeting,
  getOffice,
  getOpinion,
  listElections,
  listMeetings,
  listOffices,
  listOpinions,
} from './operations.ts';
export { OPINION_STATUSES, Opinion, type OpinionStatus, tallyOpinion } from './opinion.ts';
export * from './public.ts';
