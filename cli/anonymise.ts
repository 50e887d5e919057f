/** What may be replaced in a line that is to be shared; the same thing by the same stand-in. */
export type Anonymised =
  | "account"
  | "address"
  | "ARN part"
  | "bucket"
  | "container"
  | "e-mail address"
  | "endpoint"
  | "home folder"
  | "host"
  | "instance"
  | "secret"
  | "session"
  | "token"
  | "user"
  | "UUID"
  | "variant";

/** Names that the evidence itself tells, which no pattern could find. */
export type KnownNames = Readonly<
  Partial<Record<"endpoint" | "variant" | "container", readonly string[]>>
>;

export interface Anonymiser {
  readonly replace: (text: string) => string;
  /** How many different things of each kind were replaced so far. */
  readonly replaced: () => ReadonlyMap<Anonymised, number>;
}

/**
 * Replaces what may tell people, accounts and machines apart by stand-ins of the same shape, so
 * that a line stays what it was to a parser. It can't know a secret that looks like a word: whoever
 * shares the result must read it.
 */
export function anonymiser(known: KnownNames): Anonymiser {
  const standIns = new Map<string, string>();
  const counts = new Map<Anonymised, number>();
  const pattern = patternOf(known);
  const standIn: StandIn = (kind, original, make) => {
    const key = `${kind}\n${original}`;
    const before = standIns.get(key);
    if (before !== undefined) return before;
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const made = make(number);
    standIns.set(key, made);
    return made;
  };
  return {
    replace: (text) => text.replace(pattern, (...found: unknown[]) => replaceOne(found, standIn)),
    replaced: () => counts,
  };
}

type StandIn = (kind: Anonymised, original: string, make: (number: number) => string) => string;

/** Tried in this order at each place of the text; what was replaced is not looked at again. */
const SECRET_WORDS = [
  "password",
  "passwd",
  "passphrase",
  "secret",
  "token",
  "key",
  "authorization",
  "bearer",
]
  .flatMap((word) => [
    word,
    word.toUpperCase(),
    `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`,
  ])
  .join("|");

const PARTS = {
  secret: `(?<=(?:${SECRET_WORDS})["']?\\s{0,3}[=:]\\s{0,3}["']?|(?:bearer|Bearer) )[^\\s"',;&]{3,4096}`,
  arn: "arn:[a-z0-9-]{1,32}:[a-z0-9-]{1,64}:[a-z0-9-]{0,32}:(?:[0-9]{12})?:[^\\s\"'<>,;)\\]}]{1,1024}",
  // Before sessions, whose IDs may look like `i-` and 17 digits.
  instance: "(?<![A-Za-z0-9])i-(?:[0-9a-f]{17}|[0-9a-f]{8})(?![0-9a-f])",
  session: "(?<![\\w+=,.@-])[\\w+=,.@][\\w+=,.@-]{0,69}-(?:[0-9a-f]{17}|[a-z2-7]{26})(?![\\w-])",
  email: "[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24}",
  bucket: "(?<=s3:\\/\\/)[^\\s\"'<>]{1,1024}",
  uuid: "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
  account: "(?<![0-9A-Za-z.])[0-9]{12}(?![0-9A-Za-z])",
  ipv4: "(?<![0-9.])(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?![0-9.]*[0-9])",
  ipv6: "(?<![0-9A-Za-z:])(?:[0-9a-fA-F]{1,4}:){3,7}(?::?[0-9a-fA-F]{1,4}){1,5}(?![0-9A-Za-z:])|(?<![0-9A-Za-z:])(?:[0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}(?![0-9A-Za-z:])",
  ipHost: "(?<![A-Za-z0-9])ip-[0-9]{1,3}(?:-[0-9]{1,3}){3}(?:\\.[a-z0-9.-]{1,100}internal)?",
  prompt: "(?<![\\w.@/-])[A-Za-z_][\\w.-]{0,31}@[A-Za-z0-9][\\w.-]{0,62}(?=[:\\s~\\]#$])",
  domain:
    "(?<![\\w.@-])(?:[A-Za-z0-9-]{1,63}\\.){1,8}(?:com|net|org|io|dev|internal|local|corp|lan|cloud|cn|edu|gov)(?![\\w-]|\\.[a-z])",
  home: "(?<=\\/(?:home|Users)\\/)[^\\s\\/\"':;]{1,64}",
  hex: "(?<![0-9A-Za-z])(?=[0-9a-fA-F]*[0-9])(?=[0-9]*[a-fA-F])[0-9a-fA-F]{12,4096}(?![0-9A-Za-z])",
  // Letters of both cases and a digit; a path has none or is cut at its slashes by the length.
  base64:
    "(?<![A-Za-z0-9+/_=-])(?=[A-Za-z+/_-]*[0-9])(?=[0-9a-z+/_-]*[A-Z])[A-Za-z0-9+_-][A-Za-z0-9+/_-]{15,4095}={0,2}",
} as const;

type Part = keyof typeof PARTS;

const NAMED = ["endpoint", "variant", "container"] as const;

function patternOf(known: KnownNames): RegExp {
  const named = NAMED.flatMap((kind) => {
    const names = (known[kind] ?? []).filter((name) => /^[A-Za-z0-9_-]{1,80}$/.test(name));
    if (names.length === 0) return [];
    // Endpoint names have no case; ARNs and targets may show them in lower case.
    const spelt = names.flatMap((name) => [name, name.toLowerCase()]);
    const longestFirst = [...new Set(spelt)].sort((a, b) => b.length - a.length);
    return `(?<${kind}>(?<![A-Za-z0-9-])(?:${longestFirst.join("|")})(?![A-Za-z0-9-]))`;
  });
  const parts = Object.entries(PARTS).map(([name, source]) => `(?<${name}>${source})`);
  // The prefix's word must survive whatever an endpoint is called.
  return new RegExp(
    ["(?<scheme>sagemaker-endpoint)", ...parts.slice(0, 4), ...named, ...parts.slice(4)].join("|"),
    "gu",
  );
}

function replaceOne(found: readonly unknown[], standIn: StandIn): string {
  const text = String(found[0]);
  const groups: unknown = found.at(-1);
  const [name] = Object.entries(groups ?? {}).find(([, value]) => value !== undefined) ?? [];
  const named = NAMED.find((kind) => kind === name);
  if (named !== undefined) return standIn(named, text.toLowerCase(), (n) => `${named}-${n}`);
  return isPart(name) ? replacePart(name, text, standIn) : text;
}

const isPart = (name: string | undefined): name is Part => name !== undefined && name in PARTS;

const digits = (n: number, length: number): string => String(n).padStart(length, "0");

function replacePart(part: Part, text: string, standIn: StandIn): string {
  switch (part) {
    case "secret":
      return standIn("secret", text, (n) => `SECRET${n}`);
    case "arn":
      return replaceArn(text, standIn);
    case "session":
      return standIn("session", text, (n) => `session-${digits(n, 17)}`);
    case "email":
      return standIn("e-mail address", text, (n) => `person${n}@example.com`);
    case "bucket":
      return standIn("bucket", text, (n) => `bucket-${n}/key`);
    case "uuid":
      return standIn("UUID", text, (n) => `00000000-0000-0000-0000-${digits(n, 12)}`);
    case "instance":
      return standIn("instance", text, (n) => `i-${digits(n, text.length - 2)}`);
    case "account":
      return standIn("account", text, (n) => digits(n, 12));
    case "ipv4":
      return standIn("address", text, (n) => `192.0.2.${n % 256}`);
    case "ipv6":
      return standIn("address", text, (n) => `2001:db8::${n.toString(16)}`);
    case "ipHost":
      return standIn("host", text, (n) => `ip-192-0-2-${n % 256}`);
    case "prompt": {
      const [user = "", host = ""] = text.split("@");
      const who = user === "root" ? user : standIn("user", user, (n) => `user${n}`);
      return `${who}@${standIn("host", host, (n) => `host${n}`)}`;
    }
    case "domain":
      return SERVICE.test(text) ? text : standIn("host", text, (n) => `host${n}.example.com`);
    case "home":
      return standIn("user", text, (n) => `user${n}`);
    case "hex":
    case "base64":
      return standIn("token", text, (n) => `X${n}`.padEnd(text.length, "0"));
    default:
      return part satisfies never;
  }
}

/** AWS's own names are everybody's; a first label of another kind may be a bucket. */
const SERVICE =
  /^(ssm|ssmmessages|ec2messages|logs|kms|s3|sts|monitoring|sagemaker)(\.[a-z0-9-]{1,32})?\.amazonaws\.com(\.cn)?$/;

const RESOURCE_TYPES =
  /^(assumed-role|role|user|federated-user|root|endpoint|endpoint-config|log-group|log-stream|instance|session|document|key|table|function|policy|model)$/;

/** Partition, service and region stay, and what kind of resource it is. */
function replaceArn(arn: string, standIn: StandIn): string {
  const [scheme, partition, service, region, account = "", ...rest] = arn.split(":");
  const who = account === "" ? "" : standIn("account", account, (n) => digits(n, 12));
  const resource = rest.map((part) =>
    part
      .split("/")
      .map((name) =>
        name === "" || name === "*" || RESOURCE_TYPES.test(name)
          ? name
          : standIn("ARN part", name, (n) => `name-${n}`),
      )
      .join("/"),
  );
  return [scheme, partition, service, region, who, ...resource].join(":");
}
