// What Lambda does around a handler, as far as Linli's handlers can tell: load it once, then one event at a time.
const { handler } = await import(process.argv[2]);
const LIMIT_MS = 300_000;

process.on('message', async ({ id, event }) => {
  const end = Date.now() + LIMIT_MS;
  const context = {
    awsRequestId: String(id),
    getRemainingTimeInMillis: () => end - Date.now(),
  };
  try {
    process.send({ id, result: await handler(event, context) });
  } catch (error) {
    process.send({ id, error: error instanceof Error ? error.stack : String(error) });
  }
});
