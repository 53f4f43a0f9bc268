import { createMiddleware } from 'hono/factory';

/** For whatever is no page of the site: it may load nothing, be framed by nobody and send nothing anywhere. */
const POLICY_OF_DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  // Older browsers do not know `frame-ancestors`.
  'x-frame-options': 'DENY',
  // The `Origin` of a form without script goes out with `same-origin`; with `no-referrer` it would be `null`.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), ' +
    'microphone=(), midi=(), payment=(), screen-wake-lock=(), usb=()',
  'x-permitted-cross-domain-policies': 'none',
};

const TWO_YEARS = 'max-age=63072000; includeSubDomains';

/**
 * Said with every answer, whoever made it. A page of the site brings its own content security policy, with a nonce for
 * this one answer; everything else gets one that allows nothing. What says nothing of caching is kept by nobody.
 * `https`: also that browsers shall never again come without it, which would do harm on one machine's loopback.
 */
export const securityHeaders = ({ https }: { https: boolean }) =>
  createMiddleware(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(ALWAYS)) c.header(name, value);
    // A page that has not changed keeps the policy it came with: a browser puts the headers of a 304 over those it has.
    const isUnchanged = c.res.status === 304;
    if (!isUnchanged && !c.res.headers.has('content-security-policy'))
      c.header('content-security-policy', POLICY_OF_DATA);
    if (!isUnchanged && !c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
    if (https) c.header('strict-transport-security', TWO_YEARS);
  });
