import { isNoPath, isNoPlaceholder, looksRandom } from "./looksLikeSecret.ts";

/**
 * A rule of our own: what terminals show beside the tokens that are known by their shape. `s` is
 * the secret in what `pattern` finds. Every repetition has a bound, so that no text costs more than
 * a fixed number of steps a character.
 */
export interface TerminalRule {
  readonly kind: string;
  /** In lower case: where none of these is, the pattern finds nothing. Most text has none. */
  readonly needs: readonly string[];
  readonly pattern: RegExp;
  /** Whether this value, without its quotes, is one. */
  readonly accepts: (value: string) => boolean;
}

const rule = (
  kind: string,
  needs: string,
  source: string,
  accepts: (value: string) => boolean = isNoPlaceholder,
  flags = "i",
): TerminalRule => ({
  kind,
  needs: needs.split(" "),
  pattern: new RegExp(source, `gdu${flags}`),
  accepts,
});

const shaped = (kind: string, needs: string, source: string, accepts = isAny): TerminalRule =>
  rule(kind, needs, source, accepts, "");

const isAny = (value: string): boolean => value !== "";

/** A quoted text of shells, JSON, YAML and code. An open quote ends with its line. */
const QUOTED = String.raw`(?:\\"(?:[^"\\\x00-\x1f]|\\[^"\x00-\x1f]){0,4096}(?:\\")?|"(?:[^"\\\x00-\x1f]|\\[^\x00-\x1f]){0,4096}"?|'[^'\x00-\x1f]{0,4096}'?)`;
/** What a shell takes for the same word: `"a b"c`, `a"b"c`. */
const MORE = String.raw`(?:"[^"\s\\]{1,256}"|'[^'\s]{1,256}'|[A-Za-z0-9_./+=@%^*!#-])`;
const BARE = String.raw`(?:[^\s"'\\|&;<>(),\x00-\x1f]|\\[^\s"\x00-\x1f]|"[^"\s\\]{1,256}"|'[^'\s]{1,256}')`;
const WORD = `(?:${QUOTED}${MORE}{0,256}|${BARE}{1,4096})`;
const VALUE = `(?<s>${WORD})`;
const GAP = String.raw`[ \t]{0,3}`;
/** Between a name and its value: code, JSON, YAML, .env files, questions with a default. */
const IS = String.raw`\\?["']?\]?(?: \[[^\]\n]{0,64}\])?${GAP}(?:=>|:=|==?|:)${GAP}`;
/** Between a flag and its value. */
const FLAG_IS = String.raw`(?:=|[ \t]{1,3})(?!-)`;

const PASSWORD_NAME = String.raw`(?:password|(?<!no)passwd|passphrase|passcode|(?<=[_.-])(?:pass|pwd|pw)|(?<![\w.-])(?:pass|pwd|sshpass))`;
const SECRET_NAME = String.raw`(?:secret|token|credentials?|(?<=[_-])auth|(?:api|access|secret|private|signing|encryption|auth|account|storage|shared|master|license)[ _-]?key)`;

/** Known by their shape alone: found also where a terminal's width broke them in two. */
export const shapedRules: readonly TerminalRule[] = [
  shaped(
    "aws-access-key-id",
    "akia asia",
    String.raw`(?<![A-Za-z0-9])(?<s>(?:AKIA|ASIA)[A-Z2-7]{16})(?![A-Za-z0-9])`,
  ),
  // What STS hands out begins with its own header, in base64.
  shaped(
    "aws-session-token",
    "iqojb3jpz2lu wogzxivyxdz qogzxivyxdz odyxdz",
    String.raw`(?<![A-Za-z0-9+/])(?<s>(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|[FA][wQ]oDYXdz)[A-Za-z0-9+/=%]{20,4096})`,
  ),
  shaped(
    "jwt",
    "eyj",
    String.raw`(?<![A-Za-z0-9_-])(?<s>eyJ[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_-]{4,4096}(?:\.[A-Za-z0-9_-]{0,4096}){0,3})`,
  ),
  // What `get-login-password` prints, and tokens of other services: JSON in base64.
  shaped(
    "base64-json",
    "eyj",
    String.raw`(?<![A-Za-z0-9+/_-])(?<s>eyJ[A-Za-z0-9+/_-]{96,4096}={0,2})`,
  ),
  shaped(
    "huggingface",
    "hf_ api_org_",
    String.raw`(?<![A-Za-z0-9])(?<s>(?:hf_|api_org_)[A-Za-z0-9]{24,256})`,
  ),
  shaped("openai", "sk-", String.raw`(?<![A-Za-z0-9])(?<s>sk-[A-Za-z0-9_-]{20,512})`, looksRandom),
  shaped(
    "github",
    "gho_ ghp_ ghu_ ghs_ ghr_ github_pat_",
    String.raw`(?<![A-Za-z0-9])(?<s>gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{30,255})`,
  ),
  shaped(
    "google",
    "aiza ya29. gocspx-",
    String.raw`(?<![A-Za-z0-9])(?<s>AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{20,2048}|GOCSPX-[A-Za-z0-9_-]{28})`,
  ),
  shaped(
    "stripe",
    "_live_ _test_",
    String.raw`(?<![A-Za-z0-9])(?<s>(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,256})`,
  ),
  shaped("pypi", "pypi-agei", String.raw`(?<s>pypi-AgEI[A-Za-z0-9_-]{16,2048})`),
  shaped("slack", "xox", String.raw`(?<![A-Za-z0-9])(?<s>xox[abeoprs]-[A-Za-z0-9-]{10,512})`),
  shaped(
    "password-hash",
    "$",
    String.raw`(?<s>\$(?:1|2[abxy]?|5|6|7|y|gy|argon2(?:id?|d))\$[A-Za-z0-9./$=,+]{20,256})`,
  ),
];

/** Named, in assignments, JSON, YAML, questions and their answers. */
const NAMED: readonly TerminalRule[] = [
  rule(
    "aws-secret-access-key",
    "secret",
    String.raw`secret[ _]?access[ _]?key(?:${IS}|[ \t]{1,3})\\?["']?(?<s>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])`,
  ),
  rule("password", "pass pwd pw", `${PASSWORD_NAME}${IS}${VALUE}`, isNoPath),
  rule("secret", "secret token cred auth key", `${SECRET_NAME}${IS}${VALUE}`, looksRandom),
  rule("secret", "_key=", String.raw`(?<=[A-Z0-9]_)KEY=${VALUE}`, looksRandom, ""),
  // AWS: Secrets Manager, Parameter Store, KMS.
  rule(
    "secret",
    "secretstring secretbinary plaintext",
    String.raw`(?:secretstring|secretbinary|plaintext)${IS}(?<s>${QUOTED})`,
    isAny,
  ),
  rule(
    "secret",
    "securestring",
    String.raw`"SecureString"[^{}]{0,200}?"Value"${IS}(?<s>${QUOTED})`,
    isAny,
  ),
  // .netrc and SQL have no sign between.
  rule(
    "password",
    "login",
    String.raw`\blogin[ \t\n]{1,3}\S{1,128}[ \t\n]{1,3}password[ \t]{1,3}${VALUE}`,
  ),
  rule(
    "password",
    "identified password passphrase",
    String.raw`\b(?:identified[ \t]{1,3}by|password|passphrase)[ \t]{1,3}(?<s>'[^'\x00-\x1f]{1,512}'|"[^"\x00-\x1f]{1,512}")`,
  ),
];

/** What lies between a program's name and the flag that matters, in one simple command. */
const ARGS = String.raw`\b(?:[^|;&\n]{0,400}?[ \t])??`;

const program = (
  names: string,
  rest: string,
  accepts = isNoPlaceholder,
  flags = "i",
  kind = "password",
): TerminalRule => {
  const words = names.split(" ");
  const needs = words.map((word) => word.split("~")[0] ?? word).join(" ");
  const spelt = words.map((word) => word.replaceAll("~", "[ \\t]{1,3}")).join("|");
  return rule(kind, needs, String.raw`(?<![\w-])(?:${spelt})${rest}`, accepts, flags);
};

/** Flags, by their name or by the program that takes them. */
const FLAGS: readonly TerminalRule[] = [
  rule(
    "password",
    "-p -d -s -u --",
    String.raw`(?<![\w-])-{1,2}[a-z-]{0,32}(?:password|passwd|passphrase|pass|pwd)${FLAG_IS}${VALUE}`,
    isNoPath,
  ),
  rule(
    "secret",
    "--",
    String.raw`(?<![\w-])--(?!starting-token|next-token)[a-z-]{0,32}(?:token|secret|credentials?|(?:api|access|secret|auth|account)-?key)${FLAG_IS}${VALUE}`,
    isNoPath,
  ),
  program(
    "mysql mysqldump mysqladmin mysqlimport mysqlsh mariadb mariadb-dump mariadb-admin",
    String.raw`${ARGS}-p(?=[^\s])${VALUE}`,
  ),
  program(
    "sshpass mongo mongosh mongodump mongorestore docker~login podman~login az~login",
    String.raw`${ARGS}-p[ \t]{0,3}(?!-)${VALUE}`,
  ),
  program("redis-cli", String.raw`${ARGS}-a[ \t]{1,3}${VALUE}`),
  program(
    "ldapsearch ldapadd ldapmodify ldapwhoami ldappasswd",
    String.raw`${ARGS}-w[ \t]{0,3}${VALUE}`,
  ),
  program("zip unzip sqlcmd bcp", String.raw`${ARGS}-P[ \t]{0,3}(?!-)${VALUE}`, undefined, ""),
  program("7z 7za 7zz rar unrar", String.raw`${ARGS}-p${VALUE}`),
  program("openssl", String.raw`${ARGS}-k[ \t]{1,3}${VALUE}`, isNoPath),
  rule("password", "pass:", String.raw`(?<![\w-])pass:(?<s>[^\s"']{1,512})`, isNoPath),
  program(
    "htpasswd",
    String.raw`${ARGS}-[a-z]{0,4}b[a-z]{0,4}[ \t]{1,3}\S{1,256}[ \t]{1,3}\S{1,128}[ \t]{1,3}${VALUE}`,
  ),
  program(
    "echo printf",
    String.raw`[ \t]{1,3}(?:-\w{1,3}[ \t]{1,3}){0,2}["']?[\w.-]{1,64}:(?<s>[^\s"'|]{1,256})["']?[ \t]{0,3}\|[ \t]{0,3}(?:sudo[ \t]{1,3})?chpasswd`,
  ),
  program(
    "echo printf",
    String.raw`[ \t]{1,3}(?:-\w{1,3}[ \t]{1,3}){0,2}(?!-)(?<s>${WORD})[ \t]{0,3}\|[^|\n]{0,200}?(?:--password-stdin|--passphrase-fd|passwd[ \t]{1,3}--stdin|sudo[ \t]{1,3}-S|cryptsetup)`,
  ),
  program(
    "curl wget http https xh",
    String.raw`${ARGS}(?:-u|--user|--proxy-user|-U|-a|--auth)(?:=|[ \t]{0,3})["']?[^\s:"'/]{0,128}:(?<s>[^\s"']{1,512})`,
  ),
  program("smbclient", String.raw`${ARGS}-U[ \t]{0,3}["']?[^\s%"']{1,128}%(?<s>[^\s"']{1,256})`),
  program("wandb~login", String.raw`${ARGS}(?<s>[A-Za-z0-9]{40,128})`, undefined, "i", "wandb"),
  program(
    "curl",
    String.raw`${ARGS}(?:-b|--cookie)(?:=|[ \t]{1,3})(?=["']?[\w.-]{1,64}=)${VALUE}`,
    undefined,
    "i",
    "cookie",
  ),
];

const SCHEMES = "bearer|basic|token|digest|negotiate|apikey";

/** Headers and addresses. */
const HTTP: readonly TerminalRule[] = [
  rule(
    "authorization",
    "authorization",
    String.raw`authorization${IS}\\?["']?(?:${SCHEMES})[ \t]{1,3}(?<s>[^\s"'\\,;]{1,4096})`,
  ),
  rule(
    "authorization",
    "authorization",
    String.raw`authorization${IS}\\?["']?(?!(?:${SCHEMES}|aws4)\b)(?<s>[^\s"'\\,;]{6,4096})`,
    looksRandom,
  ),
  rule(
    "authorization",
    "bearer",
    String.raw`\bbearer[ \t]{1,3}(?<s>[A-Za-z0-9._~+/=-]{8,4096})`,
    looksRandom,
  ),
  rule(
    "header",
    "x- private-token job-token",
    String.raw`(?<![\w-])(?:x-[a-z0-9-]{0,48}(?:key|token|secret|auth)|private-token|job-token)[ \t]{0,3}:[ \t]{0,3}(?<s>[^\s"'\\]{4,4096})`,
    isNoPath,
  ),
  rule(
    "cookie",
    "cookie",
    String.raw`(?<![\w-])(?:set-)?cookie[ \t]{0,3}:[ \t]{0,3}(?<s>[^\r\n"']{4,4096})`,
  ),
  rule(
    "url-password",
    "://",
    String.raw`://[^\s:@/"'<>]{0,128}:(?!x-oauth-basic@)(?<s>[^\s@/"'<>]{1,256})@`,
  ),
  rule(
    "url-password",
    "://",
    String.raw`://(?<s>[A-Za-z0-9_~-]{16,256})(?::x-oauth-basic)?@`,
    looksRandom,
  ),
  rule(
    "url-token",
    "=",
    String.raw`[?&;](?:x-amz-signature|x-amz-security-token|x-goog-signature|signature|sig|token|access_token|refresh_token|id_token|auth|authtoken|api_?key|key|password|passwd|pwd|code|client_secret|awsaccesskeyid)=(?<s>[^\s"'<>&#;]{4,4096})`,
  ),
  rule(
    "container-credentials",
    "/credentials/",
    String.raw`/v[0-9]/credentials/(?<s>[0-9a-f]{8}-[0-9a-f-]{20,64})`,
  ),
];

/** What its surroundings tell. */
export const nearRules: readonly TerminalRule[] = [...HTTP, ...NAMED, ...FLAGS];
