import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { Pace } from "../../shared/sources/Pace.ts";

/** A clock that only waiting moves. */
function clock() {
  let time = 1_000;
  return {
    now: () => time,
    pause: async (ms: number) => {
      time += ms;
    },
    pass: (ms: number) => {
      time += ms;
    },
  };
}

test("no second holds more calls than its rate, whatever passes between them", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 60 }),
      async (rate, idles) => {
        const time = clock();
        const pace = new Pace({ Ask: rate }, time);
        const began: number[] = [];
        for (const idle of idles) {
          time.pass(idle);
          await pace.wait("Ask");
          began.push(time.now());
        }
        for (const [n, at] of began.entries()) {
          const within = began.slice(0, n + 1).filter((other) => other > at - 999);
          expect(within.length).toBeLessThanOrEqual(rate + 1);
        }
      },
    ),
  );
});

test("a call that nothing is said of does not wait", async () => {
  const time = clock();
  const pace = new Pace({ Ask: 1 }, time);
  for (let n = 0; n < 100; n++) await pace.wait("Other");
  expect(time.now()).toBe(1_000);
});

test("calls that come at once are set apart", async () => {
  const time = clock();
  const pace = new Pace({ Ask: 2 }, time);
  await Promise.all([pace.wait("Ask"), pace.wait("Ask"), pace.wait("Ask")]);
  expect(time.now()).toBeGreaterThanOrEqual(2_000);
});
