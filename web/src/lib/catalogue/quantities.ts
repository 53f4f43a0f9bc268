/** How a quantity is named in the desk's form and address: the item's id after this. */
const QUANTITY = 'q.';

export const quantityField = (itemId: string): string => `${QUANTITY}${itemId}`;

/** What somebody wants, by item: what the form or the address says that is a number above nothing. */
export function quantitiesIn(said: Iterable<[string, unknown]>): { itemId: string; quantity: number }[] {
  return [...said].flatMap(([name, value]) => {
    const quantity = Number(value);
    return name.startsWith(QUANTITY) && Number.isInteger(quantity) && quantity > 0
      ? [{ itemId: name.slice(QUANTITY.length), quantity }]
      : [];
  });
}
