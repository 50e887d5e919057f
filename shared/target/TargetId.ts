/**
 * What a session is opened on, split into SageMaker's own names.
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/ssm-access.html
 */
export interface TargetId {
  readonly endpoint: string;
  readonly variant: string;
  readonly instance: string;
  /** Absent in the form for single-container endpoints. */
  readonly container?: string;
}

/** What every target ID of an endpoint begins with. */
export const SCHEME = "sagemaker-endpoint:";
