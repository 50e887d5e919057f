/** Thrown by a gunzip when the inflated bytes pass the cap; any other throw means corrupt bytes. */
export class GunzipTooLargeError extends Error {
  override readonly name = "GunzipTooLargeError";
  readonly cap: number;

  constructor(cap: number, options?: ErrorOptions) {
    super(`inflates to more than ${cap} bytes`, options);
    this.cap = cap;
  }
}
