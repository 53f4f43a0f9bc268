export { Account, cardAccountId, memberAccountId } from './account.ts';
export * from './activities/index.ts';
export { type AnonymousVolunteer, anonymiseVolunteer, volunteersOf } from './anonymous-volunteer.ts';
export { Card, tallyCard } from './card.ts';
export * from './cards/index.ts';
export { changeCatalogueItem, makeCatalogueItem } from './catalogue/catalogue-operations.ts';
export { CatalogueItemChange, NewCatalogueItem } from './catalogue/item-input.ts';
export { ItemPicture } from './catalogue/picture.ts';
export {
  keepItemPicture,
  PictureInput,
  publicItemPicture,
  removeItemPicture,
} from './catalogue/picture-operations.ts';
export { Shelf, ShelfLine } from './catalogue/shelf.ts';
export { getShelf } from './catalogue/shelf-operations.ts';
export { CatalogueTerms } from './catalogue/terms.ts';
export { CatalogueItem, tallyCatalogueItem } from './catalogue-item.ts';
export { correctServiceRecord, isCorrectedSince, takeCorrectionBack } from './correction.ts';
export * from './drafts.ts';
export { fillFinders } from './finding/fill-operations.ts';
export { Finder } from './finding/finder.ts';
export { projectFinders } from './finding/finder-operations.ts';
export { FoundHolder } from './finding/holder-search.ts';
export { lookUpHolders } from './finding/lookup-operations.ts';
export { ScanCard } from './finding/scan-card.ts';
export { getScanCard, listScanCards } from './finding/scan-card-operations.ts';
export { BOOK_NOUNS } from './forget.ts';
export * from './gifts/index.ts';
export { getHoursChecks, setHoursChecks } from './hours/check-operations.ts';
export { CHECK_KINDS, CheckFinding, HoursChecks } from './hours/checks.ts';
export {
  ConfirmProposalInput,
  confirmProposal,
  DeclineProposalInput,
  declineProposal,
} from './hours/decision-operations.ts';
export {
  getProposal,
  listProposals,
  PROPOSAL_STANDINGS,
  ServiceProposalDetail,
} from './hours/list-operations.ts';
export {
  DisputeProposalInput,
  disputeOwnProposal,
  getOwnProposal,
  listOwnProposals,
  proposeOwnService,
  withdrawOwnProposal,
} from './hours/own-operations.ts';
export { ProposeServiceInput, proposeService } from './hours/proposal-operations.ts';
export { getReceivedService, ReceivedService, receiveService } from './hours/receipt-operations.ts';
export { recordService } from './hours/record-operations.ts';
export { MonthSample, SAMPLE_OUTCOMES, SampledRecord } from './hours/sample.ts';
export {
  DrawSampleInput,
  drawLastMonth,
  drawSample,
  LookInput,
  listSample,
  lookAtRecord,
  SamplePage,
} from './hours/sample-operations.ts';
export { Deed, ServiceProposal, ServiceSaid } from './hours/service-proposal.ts';
export { type AccountSums, addToSums, postImportSum } from './import-sums.ts';
export * from './lists/index.ts';
export * from './needs/index.ts';
export * from './operations.ts';
export * from './orders/index.ts';
export { getOwnTimeBank, OwnTimeBank } from './own.ts';
export {
  ledgerEntryOf,
  movesOf,
  PointsEntry,
  PointsEntryDetail,
  PointsPosting,
  tallyPointsEntry,
} from './points/entry.ts';
export { getPointsEntry, listPointsEntries } from './points/entry-operations.ts';
export { Goods } from './points/goods.ts';
export * from './points/hold-operations.ts';
export { PassbookLine, Statement } from './points/passbook.ts';
export { getStatement, printPassbooks } from './points/passbook-operations.ts';
export { Receipt } from './points/receipt.ts';
export { getReceipt } from './points/receipt-operations.ts';
export { RedemptionInput, redeemPoints } from './points/redemption-operations.ts';
export {
  CorrectEntryInput,
  correctEntry,
  ReverseEntryInput,
  reverseEntry,
} from './points/reversal-operations.ts';
export { CountStockInput, countStock } from './points/stock-operations.ts';
export {
  BATCH_LIMIT,
  BatchInput,
  IssueInput,
  issuePoints,
  postBatch,
  TransferInput,
  transferPoints,
} from './points/transfer-operations.ts';
export * from './post-service-record.ts';
export { hoursEntryOf, pointsEntryOf, postedTo } from './posting.ts';
export * from './promises/index.ts';
export { PublicTimeBank, publicTimeBank } from './public.ts';
export * from './recognition/index.ts';
export { ServiceRecordDetail } from './recorded.ts';
export { pointsEarned } from './rules/earning.ts';
export { expirePoints } from './rules/expiry-operations.ts';
export { Multiplier } from './rules/multiplier.ts';
export { RulePreview } from './rules/preview.ts';
export { PreviewRuleInput, previewPointsRule } from './rules/preview-operations.ts';
export { promisedThisYear } from './rules/promise-operations.ts';
export { accountOfQuota, usedByEntry, usedByList, usedByRecord } from './rules/quota-recount.ts';
export { openingRule, PointsRule, PointsRuleDetail, ruleInForce } from './rules/rule.ts';
export { PointsRuleInput } from './rules/rule-input.ts';
export {
  addPointsRule,
  ensureOpeningRule,
  getPointsRule,
  listPointsRules,
  withdrawPointsRule,
} from './rules/rule-operations.ts';
export { ServiceRecord, tallyServiceRecord } from './service-record.ts';
export { DeliveryInput, receiveDelivery } from './stock/delivery-operations.ts';
export {
  GOODS_MOVES,
  type GoodsMove,
  type GoodsMoves,
  movesOfEntry,
  movesOfStock,
} from './stock/goods-moves.ts';
export { StockMovement, StockMovementDetail } from './stock/movement.ts';
export { listStockMovements } from './stock/movement-operations.ts';
export { tallyVolunteer, Volunteer } from './volunteer.ts';
export * from './volunteers/index.ts';
