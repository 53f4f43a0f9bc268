export { CardHolder } from './card-holder.ts';
export { forgetCardHolder } from './forget.ts';
export {
  HolderChangeInput,
  listCardHolders,
  nameCardHolder,
  removeCardHolder,
  SignaturesInput,
  setSignatures,
} from './holder-operations.ts';
