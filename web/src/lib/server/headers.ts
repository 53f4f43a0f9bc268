/** Said on every page; the content security policy is written by SvelteKit with a nonce for each page. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

/** Only over HTTPS: a browser ignores it on one machine's loopback, where it would do harm if it did not. */
export const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains';
