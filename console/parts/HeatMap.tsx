import type { CountsAnswer } from "../../shared/query/Answer.ts";

const DAY = 86_400_000;
const CELL = 15;
const GAP = 3;
const LEVELS = 4;
const WEEKDAYS = ["Mon", "", "Wed", "", "Fri", "", "Sun"] as const;
/** Half a year at most: what lies before is counted, not drawn. */
const MOST_WEEKS = 27;

/** Commands a day: weeks as columns, days of the week as rows. */
export function HeatMap({
  counts,
  choose,
}: {
  readonly counts: CountsAnswer;
  readonly choose: (day: string) => void;
}) {
  const last = counts.days.at(-1)?.day;
  const first = counts.days[0]?.day;
  if (last === undefined || first === undefined) return null;
  const byDay = new Map(counts.days.map((one) => [one.day, one]));
  const most = Math.max(...counts.days.map(({ commands }) => commands));
  const end = mondayOf(Date.parse(last));
  const begin = Math.max(mondayOf(Date.parse(first)), end - (MOST_WEEKS - 1) * 7 * DAY);
  const weeks = Math.round((end - begin) / (7 * DAY)) + 1;
  const cells = Array.from({ length: weeks * 7 }, (_, n) => ({
    day: new Date(begin + n * DAY).toISOString().slice(0, 10),
    x: 36 + Math.floor(n / 7) * (CELL + GAP),
    y: (n % 7) * (CELL + GAP),
  }));
  return (
    <svg
      class="heat"
      width={36 + weeks * (CELL + GAP)}
      height={7 * (CELL + GAP)}
      role="group"
      aria-label="Commands a day (UTC)"
    >
      {WEEKDAYS.map(
        (name, n) =>
          name !== "" && (
            <text key={name} x={0} y={n * (CELL + GAP) + CELL - 3}>
              {name}
            </text>
          ),
      )}
      {cells.map(({ day, x, y }) => {
        const told = byDay.get(day);
        const level = told === undefined ? 0 : Math.ceil((told.commands / most) * LEVELS);
        const name = `${day}: ${told?.commands ?? 0} commands in ${told?.sessions ?? 0} sessions`;
        if (told === undefined)
          return <rect key={day} class="heat-0" x={x} y={y} width={CELL} height={CELL} rx={2} />;
        return (
          <a
            key={day}
            href={`?since=${day}&until=${day}`}
            aria-label={name}
            onClick={(event) => {
              event.preventDefault();
              choose(day);
            }}
          >
            <rect class={`heat-${level}`} x={x} y={y} width={CELL} height={CELL} rx={2} />
            <title>{name}</title>
          </a>
        );
      })}
    </svg>
  );
}

const mondayOf = (time: number): number => {
  const day = Math.floor(time / DAY) * DAY;
  return day - ((new Date(day).getUTCDay() + 6) % 7) * DAY;
};
