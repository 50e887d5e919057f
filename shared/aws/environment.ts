import { partitionOf } from "./partitionOf.ts";

/** What a deployment sets. */
export interface Environment {
  readonly tableName: string;
  readonly region: string;
  readonly partition: string;
  readonly sessionLogGroups: readonly string[];
  /** Those of them that hold sessions of SageMaker endpoints only. */
  readonly declaredLogGroups: readonly string[];
  /** The evidence archive's bucket; undefined where none is wanted. */
  readonly archiveBucket: string | undefined;
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
    archiveBucket: names(variables["ARCHIVE_BUCKET"])[0],
  };
}

function needed(variables: NodeJS.ProcessEnv, name: string): string {
  const value = variables[name];
  if (value === undefined || value === "")
    throw new EnvironmentError(`the environment variable ${name} is not set`);
  return value;
}

const names = (list = ""): string[] =>
  list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
