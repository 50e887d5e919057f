import { describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  expandTemplate,
  policiesOf,
  type Resource,
  type Statement,
  type Template,
} from "./expandTemplate.ts";

const expanded = expandTemplate();
const run = "template" in expanded ? test : test.skip;
const why = "template" in expanded ? "" : ` (${expanded.unavailable})`;
const template: Template =
  "template" in expanded ? expanded.template : { Parameters: {}, Resources: {} };

const resource = (name: string): Resource => {
  const found = template.Resources[name];
  if (found === undefined) throw new Error(`the template has no ${name}`);
  return found;
};
const ofType = (type: string): readonly Resource[] =>
  Object.values(template.Resources).filter(({ Type }) => Type === type);

const TABLE = { "Fn::GetAtt": ["Table", "Arn"] };
const logs = (name: string) => [
  ["logs:CreateLogStream", { "Fn::GetAtt": [name, "Arn"] }],
  ["logs:PutLogEvents", { "Fn::GetAtt": [name, "Arn"] }],
];

describe("roles hold exactly the actions used", () => {
  run(`ingest${why}`, () => {
    expect(grants("IngestRole", "ingest")).toEqual([
      ...dynamoCalls().map((action) => [action, TABLE]),
      // Denied, and for the access journal only.
      ["dynamodb:*", TABLE],
      ["s3:PutObject", { "Fn::Sub": "${FailedEvents.Arn}/aws/lambda/async/*" }],
      ["s3:ListBucket", { "Fn::GetAtt": ["FailedEvents", "Arn"] }],
      ...logs("IngestLogGroup"),
    ]);
    // Only where there is an archive, and only put.
    expect(grants("IngestRole", "archive")).toEqual([
      ["s3:PutObject", { "Fn::Sub": "${Evidence.Arn}/evidence/*" }],
    ]);
  });

  run(`trail${why}`, () => {
    expect(grants("TrailRole", "archive")).toEqual(grants("IngestRole", "archive"));
    expect(grants("TrailRole", "trail")).toEqual([
      ...dynamoCalls().map((action) => [action, TABLE]),
      ["dynamodb:*", TABLE],
      ["s3:PutObject", { "Fn::Sub": "${FailedEvents.Arn}/aws/lambda/async/*" }],
      ["s3:ListBucket", { "Fn::GetAtt": ["FailedEvents", "Arn"] }],
      ...logs("TrailLogGroup"),
    ]);
  });

  run(`query, which can write the key of cursors and the access journal only${why}`, () => {
    expect(grants("QueryRole", "query")).toEqual([
      ["dynamodb:BatchGetItem", TABLE],
      ["dynamodb:Query", TABLE],
      ["dynamodb:PutItem", TABLE],
      ...logs("QueryLogGroup"),
    ]);
    const writing = statements("QueryRole", "query").find(({ Action }) =>
      [Action].flat().includes("dynamodb:PutItem"),
    );
    expect(writing).toMatchObject({
      Sid: "CreateKeysAndRecordAccesses",
      Condition: {
        "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["settings", "accesses#*"] },
        // ForAllValues is also true of no keys at all.
        Null: { "dynamodb:LeadingKeys": "false" },
      },
    });
  });

  run(`reconcile, which reads what it heals from${why}`, () => {
    const [, , , { Resource: watchedGroups } = { Resource: [] }] = statements(
      "ReconcileRole",
      "reconcile",
    );
    // Both spellings of endpoints' log groups, and up to three session log groups.
    expect(watchedGroups).toHaveLength(5);
    expect(grants("ReconcileRole", "archive")).toEqual(grants("IngestRole", "archive"));
    expect(grants("ReconcileRole", "archive-key")).toEqual([
      ["kms:GenerateDataKey", { Ref: "KmsKeyArn" }],
    ]);
    expect(grants("ReconcileRole", "reconcile")).toEqual([
      ...dynamoCalls().map((action) => [action, TABLE]),
      ["dynamodb:*", TABLE],
      ["logs:DescribeLogGroups", expect.anything()],
      ["logs:DescribeLogStreams", watchedGroups],
      ["logs:FilterLogEvents", watchedGroups],
      ["ssm:DescribeSessions", "*"],
      ["s3:ListBucket", { "Fn::GetAtt": ["FailedEvents", "Arn"] }],
      ["s3:DeleteObject", { "Fn::Sub": "${FailedEvents.Arn}/aws/lambda/async/*" }],
      ["s3:GetObject", { "Fn::Sub": "${FailedEvents.Arn}/aws/lambda/async/*" }],
      ...logs("ReconcileLogGroup"),
    ]);
  });

  run(`subscribe, which takes no filter away and keeps no evidence${why}`, () => {
    expect(grants("SubscribeRole", "subscribe").map((grant) => (grant as unknown[])[0])).toEqual([
      "dynamodb:BatchGetItem",
      "dynamodb:BatchWriteItem",
      "dynamodb:PutItem",
      "logs:DescribeLogGroups",
      "logs:DescribeLogStreams",
      "logs:DescribeSubscriptionFilters",
      "logs:GetTransformer",
      "logs:PutSubscriptionFilter",
      "sagemaker:DescribeEndpoint",
      "sagemaker:DescribeEndpointConfig",
      ...logs("SubscribeLogGroup").map(([action]) => action),
    ]);
    expect(statements("SubscribeRole", "subscribe")[0]).toMatchObject({
      Condition: {
        "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["coverage#*", "scopes"] },
        Null: { "dynamodb:LeadingKeys": "false" },
      },
    });
  });

  run(`and a key's use only where a key is given, only through the service${why}`, () => {
    for (const [role, actions] of [
      ["IngestRole", ["kms:Decrypt", "kms:GenerateDataKey"]],
      ["TrailRole", ["kms:Decrypt", "kms:GenerateDataKey"]],
      ["QueryRole", ["kms:Decrypt"]],
      ["ReconcileRole", ["kms:Decrypt"]],
      ["SubscribeRole", ["kms:Decrypt"]],
    ] as const) {
      const granted = statements(role, "key");
      expect(granted.map(({ Action }) => Action)).toEqual(actions);
      for (const { Condition, Resource } of granted) {
        expect(Resource).toEqual({ Ref: "KmsKeyArn" });
        expect(Condition).toMatchObject({ StringLike: { "kms:ViaService": expect.anything() } });
      }
    }
  });

  run(`no role beside them, none with a managed policy${why}`, () => {
    expect(ofType("AWS::IAM::Role")).toHaveLength(5);
    for (const { Properties } of ofType("AWS::IAM::Role")) {
      expect(Properties["ManagedPolicyArns"]).toBeUndefined();
      expect(Properties["PermissionsBoundary"]).toEqual({
        "Fn::If": [
          "HasPermissionsBoundary",
          { Ref: "PermissionsBoundary" },
          { Ref: "AWS::NoValue" },
        ],
      });
    }
  });
});

describe("who may call", () => {
  run(`CloudWatch Logs, of this account, for the groups we read${why}`, () => {
    const permissions = ofType("AWS::Lambda::Permission").filter(
      ({ Properties }) => Properties["Principal"] !== "events.amazonaws.com",
    );
    expect(permissions.map(({ Properties }) => sourceGroup(Properties["SourceArn"]))).toEqual([
      "/aws/sagemaker/*",
      "${Name}:*",
      "${Name}:*",
      "${Name}:*",
    ]);
    for (const { Properties } of permissions) {
      expect(Properties).toMatchObject({
        Action: "lambda:InvokeFunction",
        FunctionName: { "Fn::GetAtt": ["Ingest", "Arn"] },
        Principal: { "Fn::If": ["InChina", "logs.amazonaws.com.cn", "logs.amazonaws.com"] },
        SourceAccount: { Ref: "AWS::AccountId" },
      });
    }
  });

  run(`EventBridge, of this account, for calls about sessions only${why}`, () => {
    expect(resource("SessionCallsMayInvokeTrail").Properties).toEqual({
      Action: "lambda:InvokeFunction",
      FunctionName: { "Fn::GetAtt": ["Trail", "Arn"] },
      Principal: "events.amazonaws.com",
      SourceAccount: { Ref: "AWS::AccountId" },
      SourceArn: { "Fn::GetAtt": ["SessionCalls", "Arn"] },
    });
    expect(resource("SessionCalls").Properties["EventPattern"]).toMatchObject({
      source: ["aws.ssm"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        eventSource: ["ssm.amazonaws.com"],
        $or: [
          {
            eventName: ["StartSession"],
            requestParameters: {
              target: [{ prefix: { "equals-ignore-case": "sagemaker-endpoint:" } }],
            },
          },
          { eventName: ["StartSession"], requestParameters: { target: [{ exists: false }] } },
          { eventName: ["ResumeSession", "TerminateSession"] },
        ],
      },
    });
  });

  // Whoever may read may not for that reveal: each policy names its own function and no other.
  for (const [who, policy, name] of [
    ["readers", "ReaderPolicy", "Query"],
    ["revealers", "RevealerPolicy", "Reveal"],
  ] as const)
    run(`${who}, signing, through the URL of ${name} only${why}`, () => {
      expect(resource(`${name}Url`).Properties["AuthType"]).toBe("AWS_IAM");
      expect(resource(`${name}Url`).Condition).toBe("HasFunctionUrl");
      const { Statement } = resource(policy).Properties["PolicyDocument"] as {
        Statement: readonly unknown[];
      };
      const Resource = { "Fn::GetAtt": [name, "Arn"] };
      const absent = { Ref: "AWS::NoValue" };
      const call = {
        Sid: "CallUrl",
        Effect: "Allow",
        Action: "lambda:InvokeFunctionUrl",
        Resource,
        Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } },
      };
      const throughUrl = { Bool: { "lambda:InvokedViaFunctionUrl": "true" } };
      expect(Statement).toEqual([
        { "Fn::If": ["HasFunctionUrl", call, absent] },
        {
          Sid: "InvokeThroughUrlWhereThereIsOne",
          Effect: "Allow",
          Action: "lambda:InvokeFunction",
          Resource,
          Condition: { "Fn::If": ["HasFunctionUrl", throughUrl, absent] },
        },
      ]);
    });

  run(`secrets are shown by the function of the revealers alone${why}`, () => {
    const functions = Object.entries(template.Resources).filter(
      ([, { Type }]) => Type === "AWS::Lambda::Function",
    );
    const revealing = functions.filter(([, { Properties }]) =>
      JSON.stringify(Properties["Environment"]).includes("MAY_REVEAL"),
    );
    expect(revealing.map(([name]) => name)).toEqual(["Reveal"]);
  });
});

describe("nothing is lost", () => {
  run(`the table outlives the stack and is protected${why}`, () => {
    expect(resource("Table")).toMatchObject({
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: {
        BillingMode: "PAY_PER_REQUEST",
        DeletionProtectionEnabled: true,
        KeySchema: [
          { AttributeName: "p", KeyType: "HASH" },
          { AttributeName: "s", KeyType: "RANGE" },
        ],
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
        TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
      },
    });
    expect(resource("Table").Properties["GlobalSecondaryIndexes"]).toBeUndefined();
  });

  run(`the archive is locked, private, and outlives the stack; off, it is not there${why}`, () => {
    expect(template.Parameters["EvidenceArchive"]?.Default).toBe("NONE");
    expect(resource("Evidence")).toMatchObject({
      Condition: "HasArchive",
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: {
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          ObjectLockEnabled: "Enabled",
          Rule: { DefaultRetention: { Mode: { Ref: "EvidenceArchive" } } },
        },
        VersioningConfiguration: { Status: "Enabled" },
        PublicAccessBlockConfiguration: publicAccess(),
      },
    });
    expect(resource("EvidencePolicy")).toMatchObject({
      Condition: "HasArchive",
      DeletionPolicy: "Retain",
    });
  });

  run(`alarms tell, and no metric has a dimension by endpoint, actor or session${why}`, () => {
    const alarms = Object.entries(template.Resources).filter(
      ([, { Type }]) => Type === "AWS::CloudWatch::Alarm",
    );
    expect(alarms.map(([name]) => name).sort()).toEqual([
      "FailuresKeptAlarm",
      "GapsLostAlarm",
      "GapsOpenAlarm",
      "IngestDroppedAlarm",
      "IngestErrorsAlarm",
      "IngestThrottlesAlarm",
      "QueryErrorsAlarm",
      "ReconcileErrorsAlarm",
      "SilentAlarm",
      "SubscribeErrorsAlarm",
      "TableWriteThrottlesAlarm",
      "TrailErrorsAlarm",
      "UnrecognisedAlarm",
    ]);
    const dimensions = JSON.stringify(alarms).matchAll(/"Name":\s?"(\w+)"/g);
    const allowed = [
      "BucketName",
      "FunctionName",
      "LogGroupName",
      "StorageType",
      "TableName",
      "service",
    ];
    for (const [, name] of dimensions) expect(allowed).toContain(name);
    for (const [, { Properties }] of alarms)
      expect(Properties).toMatchObject({
        TreatMissingData: "notBreaching",
        AlarmActions: {
          "Fn::If": ["HasAlarmTopic", [{ Ref: "AlarmTopicArn" }], { Ref: "AWS::NoValue" }],
        },
      });
  });

  run(
    `each metric of ours that an alarm or the dashboard looks at is one that is sent${why}`,
    () => {
      const source = readFileSync("shared/aws/countMetrics.ts", "utf8");
      const type = /MetricName =([^;]+);/.exec(source)?.[1] ?? "";
      const sent = [...type.matchAll(/"(\w+)"/g)].map(([, name]) => name);
      const { DashboardBody } = resource("Overview").Properties as {
        DashboardBody: { "Fn::Sub": string };
      };
      const shown = DashboardBody["Fn::Sub"].matchAll(/\["ssmtrail", "(\w+)"/g);
      expect(new Set([...shown].map(([, name]) => name))).toEqual(new Set(sent));
      for (const name of ["GapsOpen", "GapsLost"])
        expect(resource(`${name}Alarm`).Properties).toMatchObject({
          Namespace: "ssmtrail",
          MetricName: name,
          Dimensions: [{ Name: "service", Value: "ssmtrail" }],
          ComparisonOperator: "GreaterThanThreshold",
          Threshold: 0,
          EvaluationPeriods: 1,
        });
    },
  );

  run(`what ingest and trail refuse goes to a private bucket, after every retry${why}`, () => {
    for (const name of ["IngestEventInvokeConfig", "TrailEventInvokeConfig"])
      expect(resource(name).Properties).toMatchObject({
        MaximumRetryAttempts: 2,
        MaximumEventAgeInSeconds: 21600,
        DestinationConfig: {
          OnFailure: { Destination: { "Fn::GetAtt": ["FailedEvents", "Arn"] } },
        },
      });
    for (const name of ["FailedEvents", "FailedEventsPolicy"]) {
      expect(resource(name)).toMatchObject({
        DeletionPolicy: "Retain",
        UpdateReplacePolicy: "Retain",
      });
    }
    expect(Object.values(publicAccess())).toEqual([true, true, true, true]);
  });
});

run(`each function runs on arm64 and nodejs24.x, with a log group that forgets${why}`, () => {
  const functions = ofType("AWS::Lambda::Function");
  expect(functions).toHaveLength(6);
  for (const { Properties } of functions) {
    expect(Properties).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      Handler: "index.handler",
      Environment: {
        Variables: {
          TABLE_NAME: { Ref: "Table" },
          SESSION_LOG_GROUPS: { "Fn::Join": [",", { Ref: "SessionLogGroups" }] },
          SAGEMAKER_ONLY_LOG_GROUPS: { "Fn::Join": [",", { Ref: "SageMakerOnlyLogGroups" }] },
          FRAGMENT_DAYS: { Ref: "FragmentDays" },
          COMMAND_DAYS: { Ref: "CommandDays" },
          ARCHIVE_BUCKET: { "Fn::If": ["HasArchive", { Ref: "Evidence" }, ""] },
          POWERTOOLS_SERVICE_NAME: "ssmtrail",
          NODE_OPTIONS: "--enable-source-maps",
        },
      },
    });
    const { LogGroup } = Properties["LoggingConfig"] as { LogGroup: { Ref: string } };
    expect(resource(LogGroup.Ref).Properties).toEqual({
      RetentionInDays: { Ref: "LogRetentionDays" },
    });
  }
});

/** The actions that the DynamoDB engine calls, read from its source: `new QueryCommand(` and so on. */
function dynamoCalls(): readonly string[] {
  const folder = "shared/store/dynamodb";
  const files = readdirSync(folder).filter((name) => name !== "createTable.ts");
  const source = files.map((name) => readFileSync(join(folder, name), "utf8")).join();
  const found = [...source.matchAll(/new (\w+)Command\(/g)].map(([, name]) => `dynamodb:${name}`);
  return [...new Set(found)].sort();
}

/** The statements of one inline policy, whether or not it depends on a condition. */
function statements(role: string, policy: string): readonly Statement[] {
  const found = policiesOf(template, role).find(({ PolicyName }) => PolicyName === policy);
  if (found === undefined) throw new Error(`${role} has no policy ${policy}`);
  return found.PolicyDocument.Statement;
}

const grants = (role: string, policy: string): readonly unknown[] =>
  statements(role, policy).flatMap(({ Action, Resource }) =>
    [Action].flat().map((action) => [action, Resource]),
  );

const sourceGroup = (arn: unknown): string | undefined => {
  const { "Fn::Sub": sub } = arn as { "Fn::Sub": string | readonly [string, unknown] };
  const text = typeof sub === "string" ? sub : sub[0];
  return /^arn:\$\{AWS::Partition\}:logs:\$\{AWS::Region\}:\$\{AWS::AccountId\}:log-group:(.+)$/.exec(
    text,
  )?.[1];
};

const publicAccess = (): object =>
  resource("FailedEvents").Properties["PublicAccessBlockConfiguration"] as object;
