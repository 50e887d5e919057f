import { isName } from "./isName.ts";

/** The name SageMaker gives where the model gives none; the only one with an underscore. */
const DEFAULT_NAME = /^container_[0-9]{1,9}$/;

/** A container as the log prefix and the target ID spell it: its name, or `container_0`. */
export const isContainer = (text: string): boolean => isName(text) || DEFAULT_NAME.test(text);
