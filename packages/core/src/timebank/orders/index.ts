export {
  cancelOrder,
  getOrder,
  handOverOrder,
  lapseOrders,
  listOpenOrders,
  listOrdersOf,
} from './desk-operations.ts';
export { Order, PlacedOrder } from './order.ts';
export { OrderTerms } from './order-terms.ts';
export {
  cancelOwnOrder,
  getOwnOrder,
  getOwnShelf,
  listOwnOrders,
  OrderInput,
  OwnShelf,
  placeOwnOrder,
} from './own-operations.ts';
export { getOrderTerms, setOrderTerms } from './terms-operations.ts';
