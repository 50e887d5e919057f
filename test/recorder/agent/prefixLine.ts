/** The container that a line on an endpoint's `/ssm` stream comes from. */
export interface Prefix {
  readonly container: string;
  /** Whether a space stands after the prefix: AWS shows none and says nothing. */
  readonly gap: "" | " ";
}

/** How a line of the SSM agent or of a session stands on an endpoint's `/ssm` stream. */
export const prefixLine = ({ container, gap }: Prefix, text: string): string =>
  `[sagemaker ssm logs][${container}]${gap}${text}`;
