import { holdLaws } from "./holdLaws.ts";

holdLaws("dynalite");
