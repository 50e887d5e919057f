/**
 * What rows are mostly made of, for deflating them: a short row is mostly names. It never changes,
 * since what was deflated with it needs it: another one would be another kind of body. What is most
 * frequent stands last, as RFC 1950 advises.
 */
export const DICTIONARY = Buffer.from(
  [
    '","ended":null,"claims":{"failure":{"kept":[{"value":"","at":{"lane":"","position":"000',
    '"document":{"kept":[{"value":"SSM-SessionManagerRunShell","at":{"lane":"',
    '"target":{"kept":[{"value":"sagemaker-endpoint:_container_0"',
    '"owner":{"kept":[{"value":"arn:aws:sts::assumed-role/',
    '"more":false}},"sources":[{"form":"transcript","form":"prefixed","lane":"aws/us-east-1/',
    '/aws/sagemaker/Endpoints/ssm/session-logs","container":null,"declared":true,"first":"000',
    '{"ref":{"kind":"session","scope":"aws/","sessionId":"","facts":{"opened":null,"first":{"lane":"',
    '"digest":{"reader":"1","source":"","last":"","days":{"2026-',
    '"pending":[{"id":"","at":17}],"moved":null}',
    '{"text":"","confidence":"medium","confidence":"high","reason":"captured","kind":"shell","depth":0,',
    '"prompt":"","damaged":false,"enter":{"mark":"000|","offset":},"outputFrom":{"mark":"',
    '"printed":0,"head":[],"starts":{"shell":false,"repl":false,"change":false},"open":false',
    '"prompts":[{"text":"","mask":"","kind":"shell","fenced":false,"seen":1,"age":0}],"levels":[{"mask":"',
    '"width":0,"widthAge":0,"returns":0,"expected":null,"words":["","recent":["',
    '{"done":["/1"],"checkpoint":{"source":"","reader":"1","position":"000","state":"{\\"form\\":\\"streamed\\",',
    '\\"carry\\":{\\"text\\":\\"\\",\\"segments\\":[]},\\"alternate\\":false,\\"block\\":null,\\"pending\\":{\\"text\\":\\"',
    '\\",\\"confidence\\":\\"medium\\",\\"reason\\":\\"captured\\",\\"kind\\":\\"shell\\",\\"depth\\":0,\\"prompt\\":\\"',
    '\\",\\"damaged\\":false,\\"enter\\":{\\"mark\\":\\"000|\\",\\"offset\\":},\\"outputFrom\\":{\\"mark\\":\\"',
    '\\"printed\\":0,\\"head\\":[\\"\\"],\\"starts\\":{\\"shell\\":false,\\"repl\\":false,\\"change\\":false},\\"open\\":false',
    '\\"hold\\":null,\\"prompts\\":[{\\"text\\":\\"\\",\\"mask\\":\\"\\",\\"kind\\":\\"shell\\",\\"fenced\\":false,\\"seen\\":1,\\"age\\":0}],',
    '\\"levels\\":[{\\"mask\\":\\"\\",\\"kind\\":\\"shell\\",\\"fenced\\":false}],\\"width\\":0,\\"widthAge\\":0,\\"returns\\":0,',
    '\\"expected\\":null,\\"words\\":[\\"\\",\\"recent\\":[\\"\\"]}","seam":["","since":0}}',
    '{"lane":"","read":"live","events":[{"id":"3","timestamp":17,"message":"[sagemaker ssm logs][container_0] ","ordinal":0},',
  ].join(""),
);
