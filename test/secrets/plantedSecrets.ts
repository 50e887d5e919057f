/** A secret as a terminal shows it. */
export interface Planted {
  /** What the mark calls it. */
  readonly kind: string;
  readonly text: string;
  /** The part of the text that nobody may see. */
  readonly secret: string;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ALNUM = `${LETTERS}0123456789`;
const BASE64 = `${ALNUM}+/`;
const HEX = "0123456789abcdef";

/** Characters that look like chance and are always the same; none here was ever a real secret. */
export function made(length: number, alphabet = ALNUM, seed = length): string {
  let state = (seed * 2_654_435_761 + 40_503) >>> 0;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return alphabet.charAt((state >>> 8) % alphabet.length);
  }).join("");
}

let seed = 1_000;
const token = (prefix: string, length: number, alphabet = ALNUM, suffix = ""): string =>
  `${prefix}${made(length, alphabet, seed++)}${suffix}`;

/** `at`: the text around, with `%s` where the secret stands. */
const planted = (kind: string, at: string, secret: string): Planted => ({
  kind,
  text: at.replace("%s", () => secret),
  secret,
});

const password = (): string => `Pw-${made(9, ALNUM, seed++)}!`;
const keyLines = (count: number): string[] =>
  Array.from({ length: count }, () => token("", 64, BASE64));

const awsSecret = (): string => token("w", 39, BASE64);
const jwt = (): string => `eyJ${token("", 30)}.eyJ${token("", 60)}.${token("", 43, `${ALNUM}-_`)}`;

/** Tokens that are known by their shape, alone. */
export const TOKENS: readonly Planted[] = [
  planted("aws-access-key-id", "%s", token("AKIA", 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")),
  planted("aws-access-key-id", "id=%s;", token("ASIA", 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")),
  planted("aws-session-token", "%s", token("IQoJb3JpZ2lu", 400, BASE64)),
  planted("aws-session-token", "%s", token("FwoGZXIvYXdz", 300, BASE64)),
  planted("jwt", "%s", jwt()),
  planted("base64-json", "%s", token("eyJ", 1_000, BASE64)),
  planted("huggingface", "%s", token("hf_", 34, LETTERS)),
  planted("openai", "%s", token("sk-proj-", 48)),
  planted("anthropic", "%s", token("sk-ant-api03-", 93, ALNUM, "AA")),
  planted("github", "%s", token("ghp_", 36)),
  planted("github", "%s", token("github_pat_", 82, `${ALNUM}_`)),
  planted("google", "%s", token("AIza", 35)),
  planted("google", "%s", token("ya29.", 80)),
  planted("stripe", "%s", token("sk_live_", 24)),
  planted("pypi", "%s", token("pypi-AgEI", 80)),
  planted("slack", "%s", `xoxb-${token("", 12, "0123456789")}-${token("", 24)}`),
  planted(
    "slack",
    "%s",
    `https://hooks.slack.com/services/T${token("", 8)}/B${token("", 8)}/${token("", 24)}`,
  ),
  planted("npm", "%s", token("npm_", 36)),
  planted("sendgrid", "%s", `SG.${token("", 22)}.${token("", 43)}`),
  planted("shopify", "%s", token("shpat_", 32)),
  planted("gitlab", "%s", token("glpat-", 20)),
  planted("groq", "%s", token("gsk_", 52)),
  planted("linear", "%s", token("lin_api_", 40)),
  planted("notion", "%s", `ntn_${token("", 11, "0123456789")}${token("", 35)}`),
  planted("grafana", "%s", `glsa_${token("", 32)}_${token("", 8, HEX)}`),
  planted("hashicorp-vault", "%s", token("hvs.", 95)),
  planted("vercel", "%s", token("vcp_", 24)),
  planted("databricks", "%s", token("dapi", 32, HEX)),
  planted("docker", "%s", token("dckr_pat_", 27)),
  planted("figma", "%s", token("figd_", 44)),
];

/** Secrets on command lines. */
export const TYPED: readonly Planted[] = [
  planted("aws-secret-access-key", "export AWS_SECRET_ACCESS_KEY=%s", awsSecret()),
  planted("aws-secret-access-key", "aws configure set aws_secret_access_key %s", awsSecret()),
  planted("password", "PGPASSWORD=%s psql -h db", password()),
  planted("password", "MYSQL_PWD='%s' mysql", password()),
  planted("password", "export DB_PASS=%s", password()),
  planted("secret", "export WANDB_API_KEY=%s", token("", 40, HEX)),
  planted("secret", "export DATADOG_KEY=%s", token("", 32, HEX)),
  planted("password", "backup --password %s --to s3", password()),
  planted("password", "backup --password=%s", password()),
  planted("password", 'backup --db-password "%s"', `a b ${password()}`),
  planted("secret", "jupyter server list --token letmein-%s".replace("letmein-", ""), "letmein42"),
  planted("secret", "tool --client-secret %s", token("", 20)),
  planted("secret", "tool --api-key '%s'", token("", 20)),
  planted("password", "mysql -u root -p%s -h db", password()),
  planted("password", "mysqldump --all-databases -p'%s'", password()),
  planted("password", "sshpass -p %s ssh bob@host", password()),
  planted("password", "docker login -u bob -p %s registry.example.com", password()),
  planted("password", "redis-cli -h cache -a %s ping", password()),
  planted("password", "ldapsearch -D cn=admin -w %s", password()),
  planted("password", "zip -r -P %s out.zip dir", password()),
  planted("password", "7z a -p%s out.7z dir", password()),
  planted("password", "openssl enc -aes-256-cbc -k %s -in f", password()),
  planted("password", "openssl rsa -passin pass:%s -in key.pem", password()),
  planted("password", "htpasswd -cb .htpasswd bob %s", password()),
  planted("password", "echo bob:%s | chpasswd", password()),
  planted("password", "echo '%s' | docker login --password-stdin", password()),
  planted("password", "echo %s | sudo -S id", password()),
  planted("password", "curl -s -u bob:%s https://example.com/", password()),
  planted("password", "curl --user 'bob:%s' https://example.com/", password()),
  planted("password", "smbclient //host/share -U bob%%%s".replace("%%", "%"), password()),
  planted("wandb", "wandb login %s", token("", 40, HEX)),
  planted(
    "authorization",
    "curl -H 'Authorization: Bearer %s' https://example.com/",
    token("", 40),
  ),
  planted("authorization", 'curl -H "Authorization: Basic %s"', token("", 24, BASE64)),
  planted("authorization", "curl -H 'authorization: %s'", token("", 32)),
  planted("header", "curl -H 'X-Auth-Token: %s'", token("", 16)),
  planted("header", "curl -H 'PRIVATE-TOKEN: %s'", token("", 16)),
  planted("cookie", "curl -H 'Cookie: %s'", `session=${token("", 24)}; a=b`),
  planted("cookie", "curl -b '%s' https://example.com/", `session=${token("", 24)}`),
  planted("url-password", "git clone https://bob:%s@git.example.com/r.git", password()),
  planted("url-password", "git clone https://%s@git.example.com/r.git", token("", 24)),
  planted("url-password", "psql postgresql://bob:%s@db:5432/app", password()),
  planted("url-password", "pip install git+https://%s:x-oauth-basic@github.com/o/r", token("", 40)),
  planted(
    "url-token",
    "curl 'https://b.s3.amazonaws.com/k?X-Amz-Signature=%s&x=1'",
    token("", 64, HEX),
  ),
  planted("password", "printf 'machine h login bob password %s' >> ~/.netrc", password()),
  planted("password", `psql -c "alter user bob password '%s'"`, password()),
];

/** Secrets that commands print. */
export const PRINTED: readonly Planted[] = [
  planted("aws-secret-access-key", "AWS_SECRET_ACCESS_KEY=%s", awsSecret()),
  planted("aws-secret-access-key", "AWS Secret Access Key [None]: %s", awsSecret()),
  planted("aws-secret-access-key", '  "SecretAccessKey" : "%s",', awsSecret()),
  planted("aws-session-token", '  "Token" : "%s",', token("IQoJb3JpZ2lu", 700, BASE64)),
  planted(
    "secret",
    '{"SecretString": "%s"}',
    `{\\"user\\":\\"bob\\",\\"password\\":\\"${token("", 12)}\\"}`,
  ),
  planted("secret", '{"Type": "SecureString", "Value": "%s"}', token("", 12)),
  planted("secret", '    "Plaintext": "%s"', token("", 44, BASE64)),
  planted("password", "password: %s", password()),
  planted("password", '{"username":"bob","password":"%s"}', password()),
  planted("secret", "token => %s", token("", 20)),
  planted("password-hash", "root:%s:19000:0:99999:7:::", `$6$${token("", 8)}$${token("", 86)}`),
  planted("jwt", "https://d-x1.studio.eu-west-1.sagemaker.aws/auth?token=%s", jwt()),
  planted(
    "container-credentials",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials/%s",
    `${token("", 8, HEX)}-${token("", 27, HEX)}`,
  ),
];

const keyOf = (kind: string, lines: readonly string[]): Planted => ({
  kind: "private-key",
  text: [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`].join("\r\n"),
  secret: lines.join("\r\n"),
});

/** Secrets of several lines. */
export const BLOCKS: readonly Planted[] = [
  keyOf("RSA PRIVATE KEY", keyLines(25)),
  keyOf("OPENSSH PRIVATE KEY", keyLines(37)),
  keyOf("EC PRIVATE KEY", keyLines(3)),
  keyOf("PGP PRIVATE KEY BLOCK", ["", ...keyLines(20), token("=", 4, BASE64)]),
  keyOf("ENCRYPTED PRIVATE KEY", keyLines(28)),
];

export const PLANTED: readonly Planted[] = [...TOKENS, ...TYPED, ...PRINTED, ...BLOCKS];

const PART = 6;

/** The parts of a secret that would tell of it: six characters are enough. */
const partsOf = ({ secret }: Planted): string[] =>
  secret
    .split(/[\r\n]+/)
    .flatMap((line) =>
      Array.from({ length: Math.floor(line.length / PART) }, (_, n) =>
        line.slice(n * PART, (n + 1) * PART),
      ),
    )
    // What everybody knows of the shape is no part of the secret.
    .filter((part) => !KNOWN.test(part));

const KNOWN =
  /^(?:https:|\/\/hook|s\.slac|k\.com\/|servic|IQoJb3|JpZ2lu|FwoGZX|IvYXdz|github|_pat_|sk-ant|-api03|sk-pro|lin_ap|dckr_p|sessio|\{\\"use|r\\":\\"|bob\\",|\\"pass|word\\")/;

/** What a text tells of a secret. */
export const leaksOf = (planted: Planted, said: string): string[] =>
  partsOf(planted).filter((part) => said.includes(part));

const ALL_PARTS: ReadonlySet<string> = new Set(PLANTED.flatMap(partsOf));

/** What a long text tells of any of them. */
export function leaksIn(said: string): string[] {
  const found = new Set<string>();
  for (let at = 0; at + PART <= said.length; at++) {
    const part = said.slice(at, at + PART);
    if (ALL_PARTS.has(part)) found.add(part);
  }
  return [...found];
}
