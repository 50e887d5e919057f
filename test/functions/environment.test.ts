import { expect, test } from "@jest/globals";
import { environment } from "../../shared/aws/environment.ts";

const SET = { TABLE_NAME: "t", AWS_REGION: "eu-west-1" };

test("lists are split at commas, trimmed, and empty unless set", () => {
  expect(environment(SET)).toEqual({
    tableName: "t",
    region: "eu-west-1",
    partition: "aws",
    sessionLogGroups: [],
    declaredLogGroups: [],
    sessionMinutes: 1_440,
    mayReveal: false,
    archiveBucket: undefined,
    retention: undefined,
  });
  expect(environment({ ...SET, MAY_REVEAL: "true" }).mayReveal).toBe(true);
  expect(environment({ ...SET, MAY_REVEAL: "yes" }).mayReveal).toBe(false);
  const lists = { SESSION_LOG_GROUPS: "/a, /b/*,,", SAGEMAKER_ONLY_LOG_GROUPS: "/a" };
  expect(environment({ ...SET, ...lists })).toMatchObject({
    sessionLogGroups: ["/a", "/b/*"],
    declaredLogGroups: ["/a"],
  });
});

test.each([
  ["us-east-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
  ["us-iso-east-1", "aws-iso"],
  ["us-isob-east-1", "aws-iso-b"],
  ["eu-isoe-west-1", "aws-iso-e"],
  ["us-isof-south-1", "aws-iso-f"],
  ["eusc-de-east-1", "aws-eusc"],
])("the region %s lies in %s", (AWS_REGION, partition) => {
  expect(environment({ ...SET, AWS_REGION }).partition).toBe(partition);
});

test("a session may last 1 to 1,440 minutes", () => {
  expect(environment({ ...SET, SESSION_MINUTES: "480" }).sessionMinutes).toBe(480);
  for (const wrong of ["0", "1441", "8h", "-1", "4.5"])
    expect(() => environment({ ...SET, SESSION_MINUTES: wrong })).toThrow("SESSION_MINUTES");
});

test.each(["TABLE_NAME", "AWS_REGION"])("says that %s is not set", (name) => {
  for (const value of [undefined, ""])
    expect(() => environment({ ...SET, [name]: value })).toThrow(name);
});
