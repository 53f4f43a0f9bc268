export { findStarCandidates, listStarCandidates, searchStarCandidates } from './candidate-operations.ts';
export {
  Certificate,
  CertificateDetail,
  CertificateFace,
  CertifiedService,
  PublicCertificate,
} from './certificate.ts';
export {
  DrawUpCertificateInput,
  drawUpCertificate,
  getCertificate,
  IssueCertificateInput,
  issueCertificate,
  listCertificates,
  publicCertificate,
  RevokeCertificateInput,
  revokeCertificate,
} from './certificate-operations.ts';
export { RECOGNITION_NOUNS } from './forget.ts';
export { Naming } from './naming.ts';
export { NamingInput, recordNaming, sayOwnNaming } from './naming-operations.ts';
export { Honour, Notice } from './notice.ts';
export { Objection } from './objection.ts';
export {
  LodgeAtDeskInput,
  LodgeObjectionInput,
  lodgeObjection,
  lodgeOwnObjection,
  SettleObjectionInput,
  settleObjection,
} from './objection-operations.ts';
export { PublicRecognition, publicRecognition } from './public-operations.ts';
export { ServiceYear } from './service-year.ts';
export { getOwnServiceYear, getServiceYear } from './service-year-operations.ts';
export { getStamp, keepStamp, StampImage, StampInput } from './stamp-operations.ts';
export { Star } from './star.ts';
export { StarCandidate, StarCandidates } from './star-candidate.ts';
export {
  getStarRound,
  grantStars,
  listStarRounds,
  OpenStarRoundInput,
  openStarRound,
} from './star-operations.ts';
export { StarRound, StarRoundDetail } from './star-round.ts';
export { VolunteerRecord } from './volunteer-record.ts';
export { exportVolunteerRecord, VolunteerRecordInput } from './volunteer-record-operations.ts';
