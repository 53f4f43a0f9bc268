export {
  getPromise,
  listPromises,
  makePromise,
  promisedBySponsors,
  WithdrawPromiseInput,
  withdrawPromise,
} from './promise-operations.ts';
export { PromiseInput, SponsorPromise, SponsorPromiseDetail } from './sponsor-promise.ts';
