import { parseMinutes } from "../session/parseMinutes.ts";
import { LONGEST_SESSION_MINUTES } from "../session/window.ts";
import { formatScope } from "../target/Scope.ts";
import type { Retention } from "../session/retention.ts";
import { partitionOf } from "./partitionOf.ts";

/** What a deployment sets. */
export interface Environment {
  readonly tableName: string;
  readonly region: string;
  readonly partition: string;
  readonly sessionLogGroups: readonly string[];
  /** Those of them that hold sessions of SageMaker endpoints only. */
  readonly declaredLogGroups: readonly string[];
  /** Minutes that a session without a known end is taken to last. */
  readonly sessionMinutes: number;
  /** The evidence archive's bucket; undefined where none is wanted. */
  readonly archiveBucket: string | undefined;
  /** Whether answers may show secrets: what IAM lets in here may see them. */
  readonly mayReveal: boolean;
  /** Undefined where everything is kept for good. */
  readonly retention: Retention | undefined;
}

/** What a deployment sets of those functions that ask AWS by themselves. */
export interface WatchEnvironment extends Environment {
  /** Partition, account and region. */
  readonly scope: string;
  /** The bucket of refused deliveries. */
  readonly failureBucket: string;
  /** ARN of the function that takes log events in. */
  readonly ingestArn: string;
  readonly filterName: string;
  readonly patterns: { readonly endpoint: string; readonly session: string };
  /** The functions' own. */
  readonly ownLogGroups: readonly string[];
}

export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/** The one place that reads the process' environment. */
export function environment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const region = needed(variables, "AWS_REGION");
  return {
    tableName: needed(variables, "TABLE_NAME"),
    region,
    partition: partitionOf(region),
    sessionLogGroups: names(variables["SESSION_LOG_GROUPS"]),
    declaredLogGroups: names(variables["SAGEMAKER_ONLY_LOG_GROUPS"]),
    sessionMinutes: minutes(variables["SESSION_MINUTES"]),
    archiveBucket: names(variables["ARCHIVE_BUCKET"])[0],
    mayReveal: variables["MAY_REVEAL"] === "true",
    retention: retentionIn(variables),
  };
}

/** What `reconcile` and `subscribe` need beside that. */
export function watchEnvironment(variables: NodeJS.ProcessEnv = process.env): WatchEnvironment {
  const common = environment(variables);
  const { partition, region } = common;
  return {
    ...common,
    scope: formatScope({ partition, accountId: needed(variables, "ACCOUNT_ID"), region }),
    failureBucket: needed(variables, "FAILURE_BUCKET"),
    ingestArn: needed(variables, "INGEST_ARN"),
    filterName: needed(variables, "FILTER_NAME"),
    // An empty pattern is one that delivers everything.
    patterns: {
      endpoint: variables["ENDPOINT_PATTERN"] ?? "",
      session: variables["SESSION_PATTERN"] ?? "",
    },
    ownLogGroups: names(variables["OWN_LOG_GROUPS"]),
  };
}

function retentionIn(variables: NodeJS.ProcessEnv): Retention | undefined {
  const fragmentDays = days(variables, "FRAGMENT_DAYS");
  const commandDays = days(variables, "COMMAND_DAYS");
  if (fragmentDays === undefined && commandDays === undefined) return undefined;
  return { fragmentDays: fragmentDays ?? Infinity, commandDays: commandDays ?? Infinity };
}

function days(variables: NodeJS.ProcessEnv, name: string): number | undefined {
  const value = variables[name] ?? "";
  if (value === "") return undefined;
  if (!/^[1-9][0-9]{0,5}$/.test(value))
    throw new EnvironmentError(`the environment variable ${name} is no number of days`);
  return Number(value);
}

function needed(variables: NodeJS.ProcessEnv, name: string): string {
  const value = variables[name];
  if (value === undefined || value === "")
    throw new EnvironmentError(`the environment variable ${name} is not set`);
  return value;
}

function minutes(value = ""): number {
  if (value === "") return LONGEST_SESSION_MINUTES;
  const given = parseMinutes(value);
  if (given === undefined)
    throw new EnvironmentError(
      `the environment variable SESSION_MINUTES is ${JSON.stringify(value.slice(0, 32))}: give 1 to ${LONGEST_SESSION_MINUTES}`,
    );
  return given;
}

const names = (list = ""): string[] =>
  list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
