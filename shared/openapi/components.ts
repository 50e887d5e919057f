import { PROBLEM_CODES, type Problem } from "../http/Problem.ts";
import { answerSchemas } from "./answerSchemas.ts";
import { choice, named, object, text, whole, type JsonSchema, type Schema } from "./Schema.ts";

/** What the contract's paths point at. */
export const components = (): object => ({
  schemas: schemas(),
  responses: {
    BadRequest: refusal("A parameter is unknown, missing, given twice or not as it should be"),
    NoToken: refusal("On loopback: the token is missing or wrong"),
    NotAllowed: refusal("Not signed, not permitted, or asked from another site's page"),
    NotFound: refusal("Nothing is known by that ID, or there is no such path"),
    MethodNotAllowed: refusal("Neither GET nor HEAD"),
    InternalError: refusal("It could not be answered; the function's log says why"),
    Unavailable: refusal("The store is overloaded: ask again in a few seconds"),
  },
  securitySchemes: {
    sigv4: {
      type: "apiKey",
      in: "header",
      name: "Authorization",
      description:
        "AWS Signature Version 4 for the service `lambda`. The caller needs lambda:InvokeFunctionUrl and lambda:InvokeFunction.",
      "x-amazon-apigateway-authtype": "awsSigv4",
    },
    token: {
      type: "http",
      scheme: "bearer",
      description: "On loopback only: the token printed at the start",
    },
  },
});

function schemas(): Readonly<Record<string, JsonSchema>> {
  const all: Readonly<Record<string, { readonly json: JsonSchema }>> = {
    ...answerSchemas,
    Problem: problem,
  };
  return Object.fromEntries(Object.entries(all).map(([name, { json }]) => [name, json]));
}

const problem: Schema<Problem> = object(
  {
    type: choice({ "about:blank": true }),
    title: text("The status' own phrase"),
    status: whole("The HTTP status"),
    detail: text("What, where and what to do"),
    code: choice(PROBLEM_CODES, "The member to switch on"),
  },
  [],
  "RFC 9457",
);

const refusal = (description: string): object => ({
  description,
  content: { "application/problem+json": { schema: named("Problem", problem).json } },
});
