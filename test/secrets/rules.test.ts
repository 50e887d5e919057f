import { makeRedactor } from "../../shared/secrets/Redactor.ts";
import { findSecrets } from "../../shared/secrets/findSecrets.ts";
import {
  BLOCKS,
  leaksOf,
  made,
  PLANTED,
  PRINTED,
  TOKENS,
  TYPED,
  type Planted,
} from "./plantedSecrets.ts";

const { redact } = makeRedactor(null);

const titled = (all: readonly Planted[]) =>
  all.map((planted) => ({ ...planted, title: planted.text.replaceAll(/\s+/g, " ").slice(0, 60) }));

test.each(titled(PLANTED))("$kind: $title", ({ kind, text, secret }) => {
  expect(redact(text)).toBe(text.replace(secret.trim(), () => `‹secret:${kind}›`));
});

describe("where it stands", () => {
  test.each(titled([...TOKENS, ...TYPED, ...PRINTED]))("$title, among other text", (planted) => {
    const said = redact(`total 24\r\nsh-5.2# ${planted.text}\r\nno such file\r\n`);
    expect(leaksOf(planted, said)).toEqual([]);
    expect(said).toMatch(/^total 24\r\n/);
    expect(said).toMatch(/\r\nno such file\r\n$/);
  });

  test.each(titled(TOKENS))("$title, cut by colours as grep cuts it", (planted) => {
    const { secret } = planted;
    for (const at of [2, 5, secret.length >> 1, secret.length - 1])
      expect(
        leaksOf(
          planted,
          redact(`x \x1b[01;31m\x1b[K${secret.slice(0, at)}\x1b[m\x1b[K${secret.slice(at)} y`),
        ),
      ).toEqual([]);
  });

  test.each(titled(TOKENS))("$title, cut by the terminal's width", (planted) => {
    const lines = ["$ cat f", ...`${"v".repeat(61)} ${planted.secret}`.match(/.{1,80}/g)!, "$ ls"];
    const said = redact(lines.join("\r\n"));
    expect(leaksOf(planted, said)).toEqual([]);
    expect(said).toMatch(/\r\n\$ ls$/);
  });

  test.each(titled(TOKENS))("$title, wrapped by readline at the margin", (planted) => {
    const { secret } = planted;
    expect(leaksOf(planted, redact(`# x ${secret.slice(0, 9)} \r${secret.slice(9)}\r\n`))).toEqual(
      [],
    );
  });

  test.each(titled(TOKENS))("$title, with a slip of the finger taken back", (planted) => {
    const { secret } = planted;
    expect(
      leaksOf(planted, redact(`# x ${secret.slice(0, 9)}q\b\x1b[K${secret.slice(9)}\r\n`)),
    ).toEqual([]);
    expect(
      leaksOf(planted, redact(`# x ${secret.slice(0, 9)}q\b \b${secret.slice(9)}\r\n`)),
    ).toEqual([]);
  });

  test.each(titled(BLOCKS))("$title: without its first lines, as tail shows it", (planted) => {
    expect(leaksOf(planted, redact(planted.text.split("\r\n").slice(2).join("\r\n")))).toEqual([]);
  });

  test.each(titled(BLOCKS))("$title: without its last lines, as head shows it", (planted) => {
    const said = redact(
      `${planted.text.split("\r\n").slice(0, -2).join("\r\n")}\r\nsh-5.1# ls -la\r\n`,
    );
    expect(leaksOf(planted, said)).toEqual([]);
    expect(said).toContain("sh-5.1# ls -la");
  });

  test.each(titled(BLOCKS))("$title: with numbers before its lines, and as JSON", (planted) => {
    const lines = planted.text.split("\r\n");
    const numbered = lines.map((line, n) => `${String(n + 1).padStart(6)}\t${line}`).join("\n");
    expect(leaksOf(planted, redact(numbered))).toEqual([]);
    expect(leaksOf(planted, redact(JSON.stringify({ key: lines.join("\n") })))).toEqual([]);
  });
});

test.each([
  ["a variable", 'curl -u $USER:$PASSWORD https://example.com/ -H "Authorization: Bearer $TOKEN"'],
  ["a variable in braces", "export DB_PASSWORD=${DB_PASSWORD:?needed}"],
  ["a command's output", 'TOKEN=$(curl -X PUT "http://169.254.169.254/latest/api/token")'],
  ["a path", "export PASSWORD=/run/secrets/db AWS_SHARED_CREDENTIALS=~/.aws/credentials"],
  ["a file flag", "tool --token-file /run/token --password-file=p.txt --key server.pem"],
  ["code", "token = tokenizer.decode(ids); password = getpass.getpass()"],
  ["more code", "api_key=os.environ['API_KEY'], secret: str = None, token: Optional[str]"],
  ["a number", "max_token: 4096 num_token=128 token: 12345678 --max-new-tokens 256"],
  ["words", "the password is hidden, a token was sent, authorization required, bearer of news"],
  ["a question without an answer", "Password: \r\nsu: Authentication failure"],
  ["a question of sudo", "[sudo] password for bob: \r\nSorry, try again."],
  ["a question and the next prompt", "Password: \x1b[?2004hroot@model:/# ls"],
  ["sudoers", "root ALL=(ALL) NOPASSWD:ALL"],
  ["the working folder", "PWD=/opt/ml OLDPWD=/root"],
  ["a listing", "-rw-r--r-- 1 root root 1704 Nov 12 09:00 id_rsa.pub"],
  ["a commit", "commit 3f9a1c2b4d5e6f708192a3b4c5d6e7f809a1b2c3"],
  ["an image", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
  ["a UUID", "request 123e4567-e89b-12d3-a456-426614174000"],
  ["an ARN", "arn:aws:sts::111122223333:assumed-role/OnCall/jonas.weber"],
  ["a role's unique ID", "AROAEXAMPLEEXAMPLEEXA:jonas.weber"],
  ["an account", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/model:latest"],
  ["a session ID", "jonas.weber-7eqsc4tj4xbw2begql7aql6qum"],
  ["a target", "sagemaker-endpoint:churn-scorer_AllTraffic_i-0b21f4d9a7c3e8d10"],
  [
    "a URL with a port",
    "curl http://127.0.0.1:8080/ping http://bob@host:22/ https://example.com/?q=1",
  ],
  ["a public key", `ssh-ed25519 ${made(68, "ABCDEFabcdef0123456789")} bob@host`],
  ["a certificate", `-----BEGIN CERTIFICATE-----\n${made(64)}\n-----END CERTIFICATE-----`],
  [
    "a certificate's request for a key",
    "openssl genrsa -out key.pem; grep -l 'BEGIN RSA PRIVATE KEY' *",
  ],
  ["a short look-alike", "hf_short ghp_short AKIA1234 sk-learn-contrib-package eyJhbGci"],
  ["a mask", "password: ******** token: xxxxxxxx secret=<redacted>"],
  ["ports of docker", "docker run -p 8080:8080 -u 1000:1000 image"],
  ["a process with -p", "ps -p 1234; mkdir -p /tmp/a; mysql -P 3306; ssh -p 22 host; cp -p a b"],
])("no secret: %s", (_, text) => {
  expect(redact(text)).toBe(text);
});

test("comments that switch secretlint's rules off switch nothing off here", () => {
  const [one] = TOKENS.filter(({ kind }) => kind === "github");
  const text = `# secretlint-disable\n${one!.secret}\n# secretlint-disable-line ${one!.secret}`;
  expect(redact(text)).not.toContain(one!.secret);
});

test("secrets are found in order, none in another", () => {
  const text = PLANTED.map((planted) => planted.text).join("\n\n");
  const found = findSecrets(text);
  expect(found.length).toBeGreaterThanOrEqual(PLANTED.length);
  for (const [n, { start, end }] of found.entries()) {
    expect(start).toBeLessThan(end);
    expect(start).toBeGreaterThanOrEqual(found[n - 1]?.end ?? 0);
  }
  for (const planted of PLANTED) expect(leaksOf(planted, redact(text))).toEqual([]);
});
