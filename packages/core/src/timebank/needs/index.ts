export {
  cancelNeed,
  closeNeed,
  DispatchInput,
  declineNeed,
  dispatchVolunteer,
  NeedReasonInput,
  reopenNeed,
} from './answer-operations.ts';
export { forgetNeeds, needsKept } from './forget.ts';
export {
  getHelping,
  getTakenNeed,
  Helping,
  handNeedBack,
  proposeServedNeed,
  ServedInput,
  TakenNeed,
  takeNeed,
} from './helping-operations.ts';
export { isMatch } from './matching.ts';
export {
  getNeed,
  listNeeds,
  NeedForInput,
  NeedInput,
  NeedQuery,
  recordNeed,
  ServiceNeedDetail,
} from './need-operations.ts';
export { askForHelp, cancelOwnNeed, getOwnNeed, listOwnNeeds, OwnNeed } from './own-need-operations.ts';
export { answerBy, NeedPromises } from './promise.ts';
export { getNeedPromises, setNeedPromises } from './promise-operations.ts';
export { PublicNeeds, publicNeeds } from './public-operations.ts';
export { NeededNow, NeedStep, ServiceNeed } from './service-need.ts';
