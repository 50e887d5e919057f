import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { createServer } from "node:http";
import { listenOnLoopback } from "../aws/lambda/listen.ts";
import { startMoto } from "../engines/moto.ts";
import { runCli, type Ran } from "./runCli.ts";

const CREDENTIALS = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };

const ask = (endpointUrl: string, endpoint: string, ...flags: string[]): Promise<Ran> =>
  runCli(
    [
      "targets",
      endpoint,
      "--from-aws",
      "--region",
      "eu-west-1",
      "--endpoint-url",
      endpointUrl,
      ...flags,
    ],
    { env: CREDENTIALS },
  );

const moto = await startMoto();
afterAll(async () => {
  if (moto.kind === "running") await moto.stop();
});

if (moto.kind === "unavailable")
  test.skip(`targets --from-aws against moto: ${moto.reason}`, () => undefined);
else
  describe("targets --from-aws against moto", () => {
    const client = new CloudWatchLogsClient({
      region: "eu-west-1",
      endpoint: moto.endpoint,
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
    });
    const put = async (
      logGroupName: string,
      logStreamName: string,
      messages: readonly string[],
    ): Promise<void> => {
      await client.send(new CreateLogGroupCommand({ logGroupName })).catch(() => undefined);
      await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
      const logEvents = messages.map((message, n) => ({
        message,
        timestamp: Date.now() - 60_000 + n,
      }));
      await client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    };
    beforeAll(async () => {
      const target = "sagemaker-endpoint:prod_blue_i-003a121c1b21a90a9";
      await put("/aws/sagemaker/Endpoints/prod", "blue/i-003a121c1b21a90a9/ssm", [
        `[sagemaker ssm logs][container_0] SSM target ID: ${target}_container_0`,
        "[sagemaker ssm logs][side] 2024-11-05 09:14:02.1387 INFO hello",
      ]);
      await put("/aws/sagemaker/endpoints/prod", "green/i-003a121c1b21a90aa/ssm", [
        "[sagemaker ssm logs][container_0] hello",
      ]);
      await put("/aws/sagemaker/endpoints/prod", "green/i-003a121c1b21a90aa", [
        "[sagemaker ssm logs][forged] hello",
      ]);
      await put("/aws/sagemaker/endpoints/silent", "blue/i-003a121c1b21a90ab", ["hello"]);
    });
    afterAll(() => client.destroy());

    test("both spellings of the log group, announced and derived targets, nothing stored", async () => {
      const ran = await ask(moto.endpoint, "prod", "--output", "json");
      expect(ran.err).toMatch(/asked CloudWatch Logs: 2 \/ssm stream/);
      const { items } = JSON.parse(ran.out) as { items: object[] };
      expect(items).toMatchObject([
        {
          target: "sagemaker-endpoint:prod_blue_i-003a121c1b21a90a9_container_0",
          known: "announced",
          region: "eu-west-1",
          account: "123456789012",
        },
        { target: "sagemaker-endpoint:prod_blue_i-003a121c1b21a90a9_side", known: "derived" },
        {
          target: "sagemaker-endpoint:prod_green_i-003a121c1b21a90aa_container_0",
          known: "derived",
        },
      ]);
      expect(ran.code).toBe(0);
    });

    test("no such log group, and one without /ssm streams", async () => {
      const none = await ask(moto.endpoint, "absent");
      expect(none.err).toMatch(
        /no log group \/aws\/sagemaker\/Endpoints\/absent and no \/aws\/sagemaker\/endpoints\/absent/,
      );
      expect(none.code).toBe(1);
      const silent = await ask(moto.endpoint, "silent");
      expect(silent.err).toMatch(
        /holds no \/ssm stream: was the endpoint created with EnableSSMAccess/,
      );
      expect(silent.code).toBe(1);
    });
  });

describe("targets --from-aws when AWS says no", () => {
  const answering = async (
    status: number,
    type: string,
    times = Infinity,
  ): Promise<{ address: string; stop: () => Promise<void> }> => {
    let left = times;
    const server = createServer((request, response) => {
      request.resume();
      response.setHeader("content-type", "application/x-amz-json-1.1");
      if (left-- > 0)
        response.writeHead(status).end(JSON.stringify({ __type: type, message: `${type}: no` }));
      else
        response
          .writeHead(400)
          .end(JSON.stringify({ __type: "ResourceNotFoundException", message: "none" }));
    });
    return listenOnLoopback(server);
  };

  test.each<[string, number, RegExp]>([
    ["AccessDeniedException", 69, /they need logs:DescribeLogStreams and logs:FilterLogEvents/],
    ["ExpiredTokenException", 69, /credentials have expired; sign in again/],
    ["UnrecognizedClientException", 69, /no valid AWS credentials/],
    ["InvalidSignatureException", 69, /no valid AWS credentials/],
    ["SomethingNewException", 69, /it refused the call/],
  ])("%s", async (type, code, says) => {
    const { address, stop } = await answering(400, type);
    const ran = await ask(`http://${address}`, "prod");
    await stop();
    expect(ran.err).toMatch(says);
    expect(ran.code).toBe(code);
    expect(ran.out).toBe("");
  });

  test("throttling is waited out", async () => {
    const { address, stop } = await answering(400, "ThrottlingException", 3);
    const ran = await ask(`http://${address}`, "prod");
    await stop();
    expect(ran.err).toMatch(/there is no log group/);
    expect(ran.code).toBe(1);
  });

  test("nobody listens there", async () => {
    const { address, stop } = await answering(400, "x");
    await stop();
    const ran = await ask(`http://${address}`, "prod");
    expect(ran.err).toMatch(/it can't be reached; check the network/);
    expect(ran.code).toBe(69);
  });

  test("no region and no credentials", async () => {
    const region = await runCli(["targets", "prod", "--from-aws"], { env: CREDENTIALS });
    expect(region.err).toMatch(/no region is known; give --region, set AWS_REGION/);
    expect(region.code).toBe(69);
    const none = await runCli(["targets", "prod", "--from-aws", "--region", "eu-west-1"]);
    expect(none.err).toMatch(/no valid AWS credentials; run `aws sso login` or `aws configure`/);
    expect(none.code).toBe(69);
  });
});
