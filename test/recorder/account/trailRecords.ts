import type { Account, Actor } from "./Account.ts";
import type { Located } from "./locate.ts";
import { arnOf } from "./locate.ts";
import { seededUuid } from "./seededRandom.ts";

/** A CloudTrail record, as far as the recorder makes one. */
export type TrailRecord = Readonly<Record<string, unknown>>;

/** `StartSession`, and `TerminateSession` where somebody ended the session from outside. */
export function trailRecords(account: Account, located: Located, endedAt: number): TrailRecord[] {
  const { session, actor } = located;
  const start = record(account, actor, Date.parse(session.startedAt) - 1500, {
    eventName: "StartSession",
    requestParameters: requestOf(located),
    responseElements: responseOf(account, session.sessionId),
  });
  if (session.end === "exit") return [start];
  const terminate = record(account, actor, endedAt, {
    eventName: "TerminateSession",
    requestParameters: { sessionId: session.sessionId },
    responseElements: { sessionId: session.sessionId },
  });
  return [start, terminate];
}

/** An attempt that was refused: no session, so no session ID. */
export const deniedRecord = (
  account: Account,
  actor: Actor,
  target: string,
  at: number,
): TrailRecord =>
  record(account, actor, at, {
    eventName: "StartSession",
    errorCode: "AccessDenied",
    errorMessage:
      `User: ${arnOf(account, actor)} is not authorized to perform: ssm:StartSession on resource: ` +
      `${target} because no identity-based policy allows the ssm:StartSession action`,
    requestParameters: { target, reason: "just looking" },
    responseElements: null,
  });

function requestOf({ session, targetId }: Located): TrailRecord {
  return {
    target: targetId,
    ...(session.document === "SSM-SessionManagerRunShell"
      ? {}
      : { documentName: session.document }),
    ...(session.parameters === undefined ? {} : { parameters: session.parameters }),
    ...(session.reason === undefined ? {} : { reason: session.reason }),
  };
}

function responseOf({ region }: Account, sessionId: string): TrailRecord {
  const channel = `wss://ssmmessages.${region}.amazonaws.com/v1/data-channel/${sessionId}`;
  return {
    sessionId,
    tokenValue: "Value hidden due to security reasons.",
    streamUrl: `${channel}?role=publish_subscribe`,
  };
}

function record(account: Account, actor: Actor, at: number, said: TrailRecord): TrailRecord {
  const name = `${actor.sessionName}/${at}`;
  return {
    eventVersion: "1.11",
    userIdentity: identityOf(account, actor, at),
    eventTime: `${new Date(at).toISOString().slice(0, 19)}Z`,
    eventSource: "ssm.amazonaws.com",
    awsRegion: account.region,
    sourceIPAddress: actor.sourceIp,
    userAgent: "aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0 lang/python#3.13.7",
    ...said,
    requestID: seededUuid(`request/${name}`),
    eventID: seededUuid(`event/${name}`),
    readOnly: false,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: account.accountId,
    eventCategory: "Management",
    tlsDetails: {
      tlsVersion: "TLSv1.3",
      clientProvidedHostHeader: `ssm.${account.region}.amazonaws.com`,
    },
  };
}

function identityOf(account: Account, actor: Actor, at: number): TrailRecord {
  const { accountId } = account;
  const arn = arnOf(account, actor);
  if (actor.kind === "user") {
    const accessKeyId = "AKIAIOSFODNN7EXAMPLE";
    return {
      type: "IAMUser",
      principalId: actor.principalId,
      arn,
      accountId,
      accessKeyId,
      userName: actor.name,
    };
  }
  const path = actor.kind === "role" ? "" : `aws-reserved/sso.amazonaws.com/${account.region}/`;
  return {
    type: "AssumedRole",
    principalId: `${actor.principalId}:${actor.sessionName}`,
    arn,
    accountId,
    accessKeyId: "ASIAIOSFODNN7EXAMPLE",
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: actor.principalId,
        arn: `arn:aws:iam::${accountId}:role/${path}${actor.name}`,
        accountId,
        userName: actor.name,
      },
      attributes: {
        creationDate: `${new Date(at - 1_260_000).toISOString().slice(0, 19)}Z`,
        mfaAuthenticated: "false",
      },
    },
  };
}
