/**
 * How somebody can show who they are. A community says which of them it offers (`Community.signInWays`): a session opened
 * in another way has no rights there.
 */
export const SIGN_IN_WAYS = ['password', 'code', 'card', 'passkey', 'wechat'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];
