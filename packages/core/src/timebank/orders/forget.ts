import { drafter } from '../../table/index.ts';
import { Orders } from './entities.ts';

const orders = drafter(Orders);

/** What an erasure goes through of the orders. */
export const ORDER_NOUNS = [{ noun: orders.noun, stored: orders.stored, rewrite: orders.rewrite }];
