import type { Account, Actor, Endpoint, Instance, PlannedSession } from "./Account.ts";

/** A planned session with everything its names refer to. */
export interface Located {
  readonly session: PlannedSession;
  readonly endpoint: Endpoint;
  readonly instance: Instance;
  readonly actor: Actor;
  readonly targetId: string;
  readonly ownerArn: string;
}

export function locate(account: Account, session: PlannedSession): Located {
  const endpoint = found(
    account.endpoints.find(({ name }) => name === session.endpoint),
    session.endpoint,
  );
  const instance = found(
    endpoint.instances.find(({ id }) => id === session.instance),
    session.instance,
  );
  const actor = found(account.actors[session.actor], session.actor);
  const targetId = targetIdOf(endpoint, instance, session.container);
  return { session, endpoint, instance, actor, targetId, ownerArn: arnOf(account, actor) };
}

export function targetIdOf(endpoint: Endpoint, instance: Instance, container: string): string {
  const target = `sagemaker-endpoint:${endpoint.name}_${instance.variant}_${instance.id}`;
  return endpoint.multiContainer ? `${target}_${container}` : target;
}

export function arnOf({ accountId }: Account, actor: Actor): string {
  return actor.kind === "user"
    ? `arn:aws:iam::${accountId}:user/${actor.name}`
    : `arn:aws:sts::${accountId}:assumed-role/${actor.name}/${actor.sessionName}`;
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the account's plan names an unknown ${name}`);
  return value;
}
