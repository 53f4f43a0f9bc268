import { randomUUID } from 'node:crypto';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Signs somebody of `startConsoleSite` in, the district administrator if nobody is named; what a browser would send back as its cookie. */
export async function sessionCookie(origin: string, username = 'district'): Promise<string> {
  const answer = await fetch(`${origin}/auth/sign-in`, {
    method: 'POST',
    headers: { ...JSON_TYPE, origin },
    body: JSON.stringify({ username, password: 'correct horse battery' }),
  });
  if (!answer.ok) throw new Error(`Nobody can sign in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** Makes communities and opens them, empty. */
export async function openCommunities(origin: string, cookie: string, ...slugs: string[]): Promise<void> {
  const ask = async (path: string, body: unknown) => {
    const answer = await fetch(`${origin}/api/v1/district/communities${path}`, {
      method: 'POST',
      headers: { ...JSON_TYPE, cookie, origin, 'idempotency-key': randomUUID() },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  for (const slug of slugs) {
    await ask('', { slug, name: `${slug} 社区` });
    await ask(`/${slug}/provision`, {});
  }
}
