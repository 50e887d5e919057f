import fc from "fast-check";

/** One thing that the service says: a CloudTrail record, or a session as DescribeSessions tells it. */
export type ServiceWord =
  | { readonly kind: "record"; readonly record: object }
  | { readonly kind: "reported"; readonly session: object; readonly asOf: number };

interface About {
  readonly sessions: readonly string[];
  /** A target ID without a container. */
  readonly target: string;
  readonly owners: readonly string[];
}

/** Mostly true, now and then at odds with itself: the laws hold for any evidence. */
export function serviceWords(start: number, about: About): fc.Arbitrary<readonly ServiceWord[]> {
  const word = fc.oneof(
    { weight: 5, arbitrary: records(start, about) },
    { weight: 2, arbitrary: reports(start, about) },
  );
  return fc.array(word, { maxLength: 5 });
}

const minutes = fc.constantFrom(-3, 0, 0, 0.01, 0.03, 1, 12, 13, 1_500);

const targetsOf = ({ target }: About) =>
  fc.constantFrom(
    target,
    `${target}_container_0`,
    `${target}_container_0`,
    `${target}_model`,
    `${target}_MODEL`.replace("Churn", "churn"),
    "sagemaker-endpoint:other_v_i-00000000000000000",
    "i-00000000000000000",
  );

function records(start: number, about: About): fc.Arbitrary<ServiceWord> {
  return fc
    .record({
      eventName: fc.constantFrom(
        "StartSession",
        "StartSession",
        "ResumeSession",
        "TerminateSession",
      ),
      session: fc.constantFrom(...about.sessions),
      target: targetsOf(about),
      arn: fc.constantFrom(...about.owners, "arn:aws:iam::111122223333:root"),
      after: minutes,
      id: fc.integer({ min: 1, max: 6 }),
      fails: fc.constantFrom(false, false, false, true),
      layout: fc.constantFrom({}, {}, { readOnly: false }),
      command: fc.constantFrom(undefined, undefined, "ls /opt/ml | grep model"),
    })
    .map(({ eventName, session, target, arn, after, id, fails, layout, command }) => {
      const starts = eventName === "StartSession";
      const asked = {
        target,
        ...(command === undefined ? {} : { parameters: { command: [command] } }),
      };
      const record = {
        eventName,
        eventSource: "ssm.amazonaws.com",
        eventTime: new Date(Math.floor((start + after * 60_000) / 1_000) * 1_000).toISOString(),
        eventID: `0000-${id}`,
        awsRegion: "us-east-1",
        userIdentity: identityOf(arn),
        requestParameters: starts ? asked : { sessionId: session },
        responseElements: fails ? null : { sessionId: session },
        ...(fails ? { errorCode: "AccessDenied", errorMessage: "no" } : {}),
        ...layout,
      };
      return { kind: "record", record };
    });
}

const identityOf = (arn: string): object =>
  arn.endsWith(":root")
    ? { type: "Root", arn, accountId: "111122223333" }
    : { type: "AssumedRole", arn, accountId: "111122223333" };

const reports = (start: number, about: About): fc.Arbitrary<ServiceWord> =>
  fc
    .record({
      sessionId: fc.constantFrom(...about.sessions),
      target: fc.option(targetsOf(about)),
      owner: fc.option(fc.constantFrom(...about.owners)),
      from: minutes,
      to: fc.option(minutes),
      asOf: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ sessionId, target, owner, from, to, asOf }) => ({
      kind: "reported",
      asOf: start + asOf * 86_400_000,
      session: {
        SessionId: sessionId,
        Status: to === null ? "Connected" : "Terminated",
        StartDate: new Date(start + from * 60_000).toISOString(),
        ...(target === null ? {} : { Target: target }),
        ...(owner === null ? {} : { Owner: owner }),
        ...(to === null ? {} : { EndDate: new Date(start + to * 60_000).toISOString() }),
        AccessType: "Standard",
      },
    }));
