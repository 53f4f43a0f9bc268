import { createClient } from '@linli/functions/api/client';

// What a page does with the client: a path with a parameter, a query, and the answer's shape.
const client = createClient('http://localhost');

export async function firstVolunteer(community: string): Promise<string | undefined> {
  const response = await client.api.v1.communities[':community'].timebank.volunteers.$get({
    param: { community },
    query: {},
  });
  const page = await response.json();
  return page.items[0]?.name;
}
