import { describe, expect, test } from "@jest/globals";
import { anonymiser } from "../../cli/anonymise.ts";

const known = {
  endpoint: ["churn-scorer"],
  variant: ["AllTraffic"],
  container: ["container_0", "model"],
};

describe("anonymise", () => {
  test.each<[string, string | RegExp, string]>([
    [
      "[sagemaker ssm logs][model] x",
      "[sagemaker ssm logs][container-1] x",
      "a container's name, not the prefix",
    ],
    [
      "sagemaker-endpoint:churn-scorer_AllTraffic_i-0b21f4d9a7c3e8d10_container_0",
      "sagemaker-endpoint:endpoint-1_variant-1_i-00000000000000001_container-1",
      "a target keeps its shape",
    ],
    [
      "arn:aws:sts::111122223333:assumed-role/OnCall/jonas.weber",
      "arn:aws:sts::000000000001:assumed-role/name-1/name-2",
      "an ARN keeps service and kind",
    ],
    ["account 111122223333.", "account 000000000001.", "an account"],
    ["jonas.weber-05f7d3a1b8c2e9460", "session-00000000000000001", "a session ID"],
    [
      "maya@example.com-7eqsc4tj4xbw2begql7aql6qum",
      "session-00000000000000001",
      "a session ID with an e-mail address",
    ],
    ["mail maya.l@corp.example.org!", "mail person1@example.com!", "an e-mail address"],
    ["from 10.1.2.3:443", "from 192.0.2.1:443", "an IPv4 address"],
    ["agent v3.3.0.0318 started", "agent v3.3.0.0318 started", "a version is no address"],
    ["via 2001:db8:aa::5", "via 2001:db8::1", "an IPv6 address"],
    ["2024-11-05 09:14:02.1387 INFO", "2024-11-05 09:14:02.1387 INFO", "a time stays"],
    ["root@ip-10-0-0-7:~# ls", "root@host1:~# ls", "a prompt's host"],
    ["alice@gpu-box:/opt$ ls", "user1@host1:/opt$ ls", "a prompt's user"],
    ["https://api.corp.example.com/v1", "https://host1.example.com/v1", "a host name"],
    [
      "wss://ssmmessages.eu-west-1.amazonaws.com/v1",
      "wss://ssmmessages.eu-west-1.amazonaws.com/v1",
      "AWS's own hosts are everybody's",
    ],
    ["s3://audit-bucket/a/b.log", "s3://bucket-1/key", "a bucket"],
    ["cd /home/alice/x", "cd /home/user1/x", "a home folder"],
    ["password=hunter2 ok", "password=SECRET1 ok", "a password"],
    ["Authorization: Bearer abc.def", "Authorization: SECRET1 SECRET2", "a bearer token"],
    ["AKIAIOSFODNN7EXAMPLE", "X1000000000000000000", "a key"],
    ["deadbeef00112233", "X100000000000000", "a hex token"],
    ["H4sIAAAAAAAAA6tWKkktLlGyUlAqS8wpTtVRKi1OLYrPTFGyUoIqBQA=", /^X10+$/, "base64"],
    ["e01d87cb-5d61-496d-9e93-596f4587417b", "00000000-0000-0000-0000-000000000001", "a UUID"],
    ["Plugin Standard_Stream started", "Plugin Standard_Stream started", "words stay"],
  ])("%j becomes %s: %s", (line, expected) => {
    const { replace } = anonymiser(known);
    if (typeof expected === "string") expect(replace(line)).toBe(expected);
    else expect(replace(line)).toMatch(expected);
  });

  test("the same thing has the same stand-in in every line, another one has another", () => {
    const { replace, replaced } = anonymiser(known);
    expect(replace("111122223333 444455556666")).toBe("000000000001 000000000002");
    expect(replace("444455556666")).toBe("000000000002");
    expect(replaced().get("account")).toBe(2);
  });
});
