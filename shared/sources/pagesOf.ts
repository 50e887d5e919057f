import { toSourceError } from "./toSourceError.ts";

/** The SDK's pages, its errors by what can be done about them. */
export async function* pagesOf<T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* pages;
  } catch (error) {
    throw toSourceError(error);
  }
}

/** One answer of the SDK, the same way. */
export async function answerOf<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw toSourceError(error);
  }
}
