/** How many parameters a control sequence takes; with more or fewer the strip calls it broken. */
export interface ParameterCount {
  readonly least: number;
  readonly most: number;
}

const ANY = Number.POSITIVE_INFINITY;

/** A row of sequences that take the same; `spaced` ones have the intermediate byte SP before the final. */
interface Row extends ParameterCount {
  readonly finals: string;
  readonly spaced: string;
}

// ECMA-48 §8.3: https://ecma-international.org/publications-and-standards/standards/ecma-48/
const ROWS: readonly Row[] = [
  { least: 0, most: ANY, finals: "hlmoW", spaced: "FH]" },
  { least: 0, most: 2, finals: "HRf", spaced: "BDSY" },
  { least: 1, most: 2, finals: "", spaced: "c" },
  { least: 2, most: 2, finals: "", spaced: "GTk" },
  {
    least: 0,
    most: 1,
    finals: "@ABCDEFGIJKLMNOPQSTUVXYZ[\\]^`abcdegijkn",
    spaced: "@AIJKLPQRXZ\\_ef",
  },
  { least: 1, most: 1, finals: "", spaced: "CEMOUVW[^`abdghij" },
];

const COUNTS: ReadonlyMap<string, ParameterCount> = new Map(
  ROWS.flatMap(({ least, most, finals, spaced }) => {
    const names = [...finals.split(""), ...spaced.split("").map((final) => ` ${final}`)];
    return names.map((name) => [name, { least, most }] as const);
  }),
);

/** Undefined for a sequence that ECMA-48 does not define: the strip accepts anything there. */
export const csiParameterCount = (name: string): ParameterCount | undefined => COUNTS.get(name);
