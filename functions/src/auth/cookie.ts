type Cookie = { name: string; value: string; seconds: number; secure: boolean };

/** The line that sets one of our cookies, or with no seconds ends it: for this host, and for no script. */
export const cookieLine = ({ name, value, seconds, secure }: Cookie): string =>
  `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; ${secure ? 'Secure; ' : ''}SameSite=Lax`;
