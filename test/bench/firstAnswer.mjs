// `node firstAnswer.mjs BUNDLE EVENT`: what Lambda's runtime does for the first invocation.
const [bundle, event] = process.argv.slice(2);
const { handler } = await import(bundle);
await handler(JSON.parse(event), { awsRequestId: "00000000-0000-4000-8000-000000000000" });
process.exit(0);
