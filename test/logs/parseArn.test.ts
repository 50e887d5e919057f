import { parseArn } from "../../shared/logs/parseArn.ts";
import { OWNER } from "./sampleLines.ts";

test.each([
  [
    OWNER,
    "a role's session; sts is global",
    {
      partition: "aws",
      service: "sts",
      region: "unknown",
      accountId: "111122223333",
      resource: "assumed-role/Ops/ana.b@example.com",
    },
  ],
  [
    "arn:aws-cn:logs:cn-north-1:111122223333:log-group:/x:*",
    "colons in the resource",
    {
      partition: "aws-cn",
      service: "logs",
      region: "cn-north-1",
      accountId: "111122223333",
      resource: "log-group:/x:*",
    },
  ],
  [
    "arn:aws:ssm:eu-west-1::document/AWS-StartInteractiveCommand",
    "a document of AWS's",
    {
      partition: "aws",
      service: "ssm",
      region: "eu-west-1",
      accountId: "unknown",
      resource: "document/AWS-StartInteractiveCommand",
    },
  ],
])("%s: %s", (text, _why, arn) => {
  expect(parseArn(text)).toEqual(arn);
});

test.each([
  "",
  "arn",
  "arn:aws:sts",
  "arn:aws:sts::12:x",
  "arn:aws:sts::111122223333:",
  "ARN:aws:sts::111122223333:x",
  "arn:aws:sts::111122223333:a b",
])("%j is no ARN", (text) => {
  expect(parseArn(text)).toBeUndefined();
});
