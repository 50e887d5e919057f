/** Whom to ask, and as whom; what is left out is found as the AWS CLI finds it. */
export interface Connection {
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
}
