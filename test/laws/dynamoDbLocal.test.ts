import { holdLaws } from "./holdLaws.ts";

holdLaws("dynamodb-local");
