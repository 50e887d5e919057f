export type Form = "streamed" | "transcript";
export interface Options {
  readonly archive?: boolean;
  readonly dashboard?: boolean;
}
export const SESSION: { readonly commands: number; readonly outputLines: number };
export const MEASURED: Readonly<
  Record<
    Form,
    {
      readonly deliveries: number;
      readonly writeUnits: number;
      readonly readUnits: number;
      readonly tableKb: number;
    }
  >
>;
export const BASE: {
  /** The metrics that alarms look at. */
  readonly alarms: number;
  readonly metrics: number;
  readonly dashboards: number;
};
export const SESSIONS_A_DAY: readonly number[];
export function baseCost(options?: Options): number;
/** Dollars. */
export function perThousand(form: Form): number;
export function monthlyCost(
  sessionsADay: number,
  form: Form,
  options?: Options,
): Readonly<Record<"base" | "taking" | "keeping" | "archive", number>>;
export function costTable(options?: Options): string;
