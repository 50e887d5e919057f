import { holdLaws } from "./holdLaws.ts";

holdLaws("moto");
