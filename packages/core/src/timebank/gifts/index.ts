export {
  DeskDeclineInput,
  DeskGiftInput,
  DeskSignInput,
  declineCardGift,
  giveCardGift,
  NamedGiftPlan,
  previewCardGift,
  signCardGift,
} from './desk-operations.ts';
export { GiftInput, GiftPlan, PlanGiftInput } from './gift-plan.ts';
export {
  DeclineGiftInput,
  declineOwnGift,
  getOwnCard,
  giveOwnGift,
  listOwnCards,
  MadeGift,
  OwnCard,
  OwnCards,
  OwnGift,
  previewOwnGift,
  signOwnGift,
} from './own-operations.ts';
