export interface ListedEndpoint {
  readonly endpoint: string;
  /** SageMaker's own word: `InService`, `Updating`, … */
  readonly status: string;
}

/** SageMaker's word on endpoints; everything throws `SourceError`. */
export interface EndpointLister {
  listEndpoints(): AsyncIterable<ListedEndpoint>;
  /** Names of the variants that are opened through SSM. Code `gone` where there is no such endpoint. */
  openedVariants(endpoint: string): Promise<readonly string[]>;
  close(): void;
}
