/** An input can't be read on from here; the message is for people, without the input's name. */
export class InputError extends Error {
  override readonly name = "InputError";
}
