import { holdLaws } from "./holdLaws.ts";

holdLaws("sqlite");
