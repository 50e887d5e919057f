import { parameters, asks } from "../query/parameters.ts";
import type { Ask } from "../query/Question.ts";
import { answers } from "./answers.ts";
import { components } from "./components.ts";
import { parameterObject } from "./parameterObject.ts";

/** The contract: an OpenAPI 3.1 document of every question, what it takes and what it answers. */
export const contract = (): object => ({
  openapi: "3.1.0",
  info: {
    title: "ssmtrail",
    version: "1",
    summary: "Who ran what, in which container of a SageMaker endpoint, and is that all of it?",
    description: ABOUT,
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
  servers: [{ url: "/", description: "Where this document came from" }],
  security: [{ sigv4: [] }, { token: [] }],
  paths: Object.fromEntries(asks.map((name) => [`/${name}`, { get: operation(name) }])),
  components: components(),
});

const ABOUT = [
  "Every question is a GET whose parameters stand in the query, since IDs hold `: @ = +`.",
  "A plus sign there is `%2B`: a bare `+` is a space. Each parameter is given at most once; an empty one counts as not given.",
  "Lists are newest first. Ask again with `nextToken`, and otherwise the same parameters, until it is null.",
  "A page may hold fewer items than `maxResults`. What is known to be missing is in `missing`.",
].join("\n\n");

const operation = (name: Ask): object => ({
  operationId: name,
  summary: answers[name].summary,
  parameters: parameters[name].map(parameterObject),
  responses: {
    "200": {
      description: answers[name].summary,
      content: { "application/json": { schema: answers[name].schema.json } },
    },
    "400": { $ref: "#/components/responses/BadRequest" },
    "401": { $ref: "#/components/responses/NoToken" },
    "403": { $ref: "#/components/responses/NotAllowed" },
    "404": { $ref: "#/components/responses/NotFound" },
    "405": { $ref: "#/components/responses/MethodNotAllowed" },
    "500": { $ref: "#/components/responses/InternalError" },
    "503": { $ref: "#/components/responses/Unavailable" },
  },
});
