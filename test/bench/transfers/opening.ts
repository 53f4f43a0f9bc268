/** How many volunteers hold accounts, beside the one card. */
export const HOLDERS = 200;
/** What each was issued: no run can give all of it away. */
export const OPENING = 500_000;
