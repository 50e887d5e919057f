import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { spawn } from "node:child_process";

export const REGION = "eu-west-1";
/** moto's own. */
export const ACCOUNT = "123456789012";

export const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_EC2_METADATA_DISABLED: "true",
};

/** What a test does to the account, as its owner. */
export class MotoAccount {
  readonly #url: string;
  readonly #logs: CloudWatchLogsClient;
  readonly #s3: S3Client;

  constructor(url: string) {
    this.#url = url;
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    const options = { region: REGION, endpoint: url, credentials };
    this.#logs = new CloudWatchLogsClient(options);
    this.#s3 = new S3Client({ ...options, forcePathStyle: true });
  }

  async group(logGroupName: string): Promise<void> {
    await this.#logs.send(new CreateLogGroupCommand({ logGroupName })).catch(() => undefined);
  }

  async put(
    logGroupName: string,
    logStreamName: string,
    events: readonly (readonly [number, string])[],
  ): Promise<void> {
    await this.group(logGroupName);
    await this.#logs
      .send(new CreateLogStreamCommand({ logGroupName, logStreamName }))
      .catch(() => undefined);
    const logEvents = events.map(([timestamp, message]) => ({ timestamp, message }));
    await this.#logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  }

  async bucket(Bucket: string): Promise<void> {
    const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
    await this.#s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  }

  async object(Bucket: string, Key: string, Body: string): Promise<void> {
    await this.#s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  }

  /** A function for filters to deliver to; moto never runs it. Its ARN. */
  async lambda(name: string): Promise<string> {
    const role =
      "/?Action=CreateRole&Version=2010-05-08&RoleName=ingest&AssumeRolePolicyDocument=%7B%7D";
    await fetch(`${this.#url}${role}`, { method: "POST", headers: signedFor("iam") });
    const body = {
      FunctionName: name,
      Runtime: "nodejs22.x",
      Role: `arn:aws:iam::${ACCOUNT}:role/ingest`,
      Handler: "index.handler",
      Code: { ZipFile: EMPTY_ZIP },
    };
    const made = await fetch(`${this.#url}/2015-03-31/functions`, {
      method: "POST",
      headers: { ...signedFor("lambda"), "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const { FunctionArn = "" } = (await made.json()) as { FunctionArn?: string };
    return FunctionArn;
  }

  /** The AWS CLI, as a second client of the same services; undefined where it isn't installed. */
  aws(...args: readonly string[]): Promise<unknown> {
    const child = spawn("aws", [...args, "--output", "json"], {
      env: {
        PATH: process.env["PATH"],
        HOME: "/nonexistent",
        AWS_ENDPOINT_URL: this.#url,
        ...CREDENTIALS,
      },
    });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) =>
        code === 0 ? resolve(out === "" ? {} : JSON.parse(out)) : reject(new Error(err)),
      );
    });
  }

  close(): void {
    this.#logs.destroy();
    this.#s3.destroy();
  }
}

/** moto reads the service's name from the signature, and checks no more of it. */
const signedFor = (service: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=a/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

const EMPTY_ZIP = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";
