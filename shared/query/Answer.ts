import type { Access } from "./Access.ts";
import type { AttributionGrade } from "../session/attributionOf.ts";
import type { Confidence, Form } from "../terminal/ReadCommand.ts";
import type { Finding } from "../session/Finding.ts";
import type { FilterOutcome, TextChange } from "../session/FilterState.ts";
import type { Gap } from "../session/Gap.ts";
import type { TrailAction } from "../trail/TrailRecord.ts";

/** What a list is known not to hold. */
export interface Missing {
  /** Sessions among those looked at whose rows lag behind their evidence. */
  readonly catchingUp: readonly string[];
  /** Sessions whose text is held but not shown, for nothing says that they are SageMaker's; 100 stands for more too. */
  readonly withheldSessions: number;
  /** Sessions whose text is held but never shown: the service gives them to another target; 100 stands for more too. */
  readonly foreignSessions: number;
  /** How far the log groups were re-read; null: not known, they were never all re-read. */
  readonly completeUpTo: CompleteUpTo | null;
  /** Gaps that touch the question's endpoint and time and are not healed, oldest first. */
  readonly gaps: readonly GapAnswer[];
  /** There are more of them than are listed. */
  readonly moreGaps: boolean;
  /** Sessions among those looked at that have no transcript, or a cut one. */
  readonly withoutTranscript: readonly string[];
}

/**
 * At `asOf`, a re-read of CloudWatch Logs held nothing up to `eventTime` that is not held here, save
 * what may have come more than an hour late since `lateAsOf`. ISO 8601.
 */
export interface CompleteUpTo {
  readonly eventTime: string;
  readonly asOf: string;
  readonly lateAsOf: string;
}

/** A page of a list, newest first. */
export interface ListAnswer<T> {
  readonly items: readonly T[];
  /** Null when nothing remains; there may be more even behind a page with no items. */
  readonly nextToken: string | null;
  readonly missing: Missing;
  /** Targets: how many that an endpoint update left behind are not listed. */
  readonly folded?: number;
  /** Where a filter made this page look at many: how many, and back to what time (ISO 8601). */
  readonly examined?: { readonly commands: number; readonly backTo: string | null };
}

/** An answer as it goes out, with what was hidden in it. */
export type Redacted<T extends object> = T & { readonly redaction: RedactionAnswer };

export interface RedactionAnswer {
  /** False: the caller may see secrets and asked for them. */
  readonly redacted: boolean;
  /** How many marks such as `‹secret:github:3f9a1c2b4d5e›` stand in it. */
  readonly secrets: number;
}

export interface PlaceAnswer {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

export interface EndpointAnswer extends PlaceAnswer {
  readonly endpoint: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

export interface TargetAnswer extends PlaceAnswer {
  readonly target: string;
  readonly endpoint: string;
  readonly variant: string;
  readonly instance: string;
  readonly container: string | null;
  /** Read from a line; told by the service; or built from group, stream and prefix. */
  readonly known: "announced" | "service" | "derived";
  /** A derived target of a single-container endpoint has this form instead. */
  readonly alternative: string | null;
  /** `quiet`: unheard since a later instance came, though it may serve · `earlier`: left behind. */
  readonly generation: "current" | "quiet" | "earlier";
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Only GetConnectionStatus can say; nothing here asks it. */
  readonly live: "unknown";
  readonly startSession: string;
}

export interface ActorAnswer {
  /** Mostly an ARN; null where none is known, or two are named with the same right. */
  readonly actor: string | null;
  /** The actor as a person would say it; without one, the name at the front of the session ID. */
  readonly name: string | null;
  readonly attribution: AttributionGrade;
  readonly candidates: readonly string[];
}

export interface SessionAnswer extends PlaceAnswer, ActorAnswer {
  readonly session: string;
  readonly endpoint: string | null;
  readonly target: string | null;
  readonly container: string | null;
  /** Null while nothing says when it began. */
  readonly start: string | null;
  readonly end: string | null;
  /** Without a known end: until when terminal lines may be its own. */
  readonly openUntil: string | null;
  readonly document: string | null;
  /** What whoever opened it gave as reason, often a ticket; by the service's word alone. */
  readonly reason: string | null;
  /** Who else took it up again, by CloudTrail's word. */
  readonly resumedBy: readonly string[];
  readonly commands: number;
  /** Lines that look like commands and are not counted: `doubtful` lists them. */
  readonly doubtful: number;
  /** How its text came; null where none did. */
  readonly form: Form | null;
  readonly findings: readonly Finding["kind"][];
  readonly reader: string | null;
  readonly catchingUp: boolean;
}

export type Link = "keyed" | "inferred" | "ambiguous" | "none";

export interface EvidenceAnswer {
  readonly source: "log-event" | "trail-record" | "describe-sessions";
  /** Null unless it is a log event. */
  readonly logGroup: string | null;
  readonly logStream: string | null;
  /** Of the log event, or of the trail record. */
  readonly eventId: string | null;
  readonly timestamp: string;
}

export interface CommandAnswer extends PlaceAnswer, ActorAnswer {
  readonly id: string;
  readonly command: string;
  /** How many characters of a longer command are not shown. */
  readonly cut: number;
  readonly kind: "shell" | "repl" | "document";
  readonly depth: number;
  readonly programs: readonly string[];
  readonly prompt: string;
  readonly cwd: string | null;
  readonly host: string | null;
  readonly exit: number | null;
  /** It ran after the first and not after the second; null: not known. */
  readonly after: string | null;
  readonly notAfter: string;
  /** The interval is longer than five minutes. */
  readonly vague: boolean;
  /** The log event of another form of the session's text that tells the time; null: its own does. */
  readonly timedBy: TimedBy | null;
  readonly session: string | null;
  /** The sessions it may belong to, where there are several. */
  readonly sessions: readonly string[];
  readonly endpoint: string | null;
  readonly target: string | null;
  readonly container: string | null;
  readonly link: Link;
  readonly confidence: Confidence;
  readonly reason: string;
  /** The weakest of link, attribution and confidence. */
  readonly weakest: string;
  readonly damaged: boolean;
  readonly repeated: boolean;
  readonly evidence: EvidenceAnswer;
  readonly reader: string | null;
  readonly catchingUp: boolean;
}

export interface TimedBy extends EvidenceAnswer {
  readonly form: Form | null;
  /** False: that form holds a command before and one after it, but not itself. */
  readonly itself: boolean;
}

/** How another form of a session's text compares with the one that commands are read from. */
export interface ComparedAnswer {
  /** Commands in both. */
  readonly aligned: number;
  readonly onlyRead: number;
  readonly onlyHere: number;
  /** One of them is longer than what is compared. */
  readonly cut: boolean;
}

export interface SourceAnswer {
  readonly logGroup: string;
  readonly logStream: string;
  readonly form: Form;
  readonly container: string | null;
  /** Commands are read from one source only. */
  readonly read: boolean;
  /** With the one that is read; null where that is itself, or can't be compared. */
  readonly compared: ComparedAnswer | null;
}

export interface ClaimAnswer extends EvidenceAnswer {
  readonly kind: string;
  readonly value: string;
}

/** Somebody whom evidence names as the session's owner. */
export interface NamedAnswer {
  readonly actor: string;
  readonly name: string;
  readonly attribution: Exclude<AttributionGrade, "unknown">;
  readonly evidence: EvidenceAnswer;
}

/** A call to Session Manager, as its trail record tells it. */
export interface CallAnswer {
  readonly action: TrailAction;
  readonly actor: string | null;
  readonly name: string | null;
  /** CloudTrail's word for the kind of identity. */
  readonly identityType: string | null;
  /** What the name rests on, by field. */
  readonly proof: readonly { readonly field: string; readonly value: string }[];
  readonly target: string | null;
  readonly document: string | null;
  readonly parameters: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly reason: string | null;
  readonly sourceIp: string | null;
  readonly userAgent: string | null;
  /** Fields of more than 100 KB that CloudTrail left out. */
  readonly omitted: readonly string[];
  readonly evidence: EvidenceAnswer;
}

/** A call that failed. */
export interface AttemptAnswer extends PlaceAnswer, CallAnswer {
  /** The caller was refused; else the call went wrong. */
  readonly denied: boolean;
  readonly errorCode: string;
  readonly errorMessage: string;
  readonly session: string | null;
  readonly endpoint: string | null;
}

/** What somebody decided of a session, by hand. */
export interface DecisionAnswer {
  readonly at: string;
  readonly by: string | null;
  readonly reason: string;
}

export interface SessionDetail extends SessionAnswer {
  /** Nothing of it may be removed; null where that is not so. */
  readonly hold: DecisionAnswer | null;
  /** Its text was removed; null where it was not. */
  readonly purged: DecisionAnswer | null;
  readonly sources: readonly SourceAnswer[];
  /** What text claims of the session, each with the event that says so first. */
  readonly claims: readonly ClaimAnswer[];
  /** Kinds of which text claims more than is kept. */
  readonly moreClaims: readonly string[];
  /** Everyone whom evidence names as its owner, the best grade first. */
  readonly named: readonly NamedAnswer[];
  /** The calls that opened, resumed and ended it, by CloudTrail. */
  readonly calls: readonly CallAnswer[];
  /** What DescribeSessions says of it. */
  readonly reported: readonly ClaimAnswer[];
}

export interface OutputAnswer {
  readonly head: string;
  /** Bytes (UTF-8) that lie between. */
  readonly omitted: number;
  readonly tail: string;
}

/** A part of a session's text, as one log event carried it or up to where a command was accepted. */
export interface FrameAnswer {
  /** When its log event was shipped, not when it was printed. */
  readonly at: string;
  readonly text: string;
  /** ID of the command that was accepted at the end of this frame. */
  readonly command: string | null;
}

/** A page of a session's text, from its beginning on. */
export interface ReplayAnswer {
  readonly session: string;
  /** Null where no text is held. */
  readonly form: Form | null;
  readonly items: readonly FrameAnswer[];
  readonly nextToken: string | null;
  readonly missing: Missing;
}

export interface UnrecognisedAnswer extends PlaceAnswer {
  readonly endpoint: string | null;
  readonly container: string | null;
  readonly reason: string;
  readonly line: string;
  readonly cut: number;
  readonly evidence: EvidenceAnswer;
}

/** A line that looks like a command and is not counted as one. */
export interface DoubtfulAnswer
  extends
    PlaceAnswer,
    Pick<
      CommandAnswer,
      | "cut"
      | "confidence"
      | "damaged"
      | "prompt"
      | "after"
      | "notAfter"
      | "session"
      | "sessions"
      | "endpoint"
      | "target"
      | "container"
      | "evidence"
      | "catchingUp"
    > {
  readonly line: string;
  /** Why it is not counted. */
  readonly reason: string;
  readonly kind: CommandAnswer["kind"];
  /** Which form of the text holds it. */
  readonly form: Form | null;
}

export interface FindingAnswer extends PlaceAnswer {
  readonly kind: Finding["kind"];
  readonly endpoint: string | null;
  readonly session: string | null;
  readonly detail: readonly string[];
  readonly evidence: EvidenceAnswer;
}

/** A stretch known not to have been seen, or not in time. */
export interface GapAnswer extends PlaceAnswer {
  readonly kind: Gap["kind"];
  /** `lost`: it can't be had any more. */
  readonly state: Gap["state"];
  readonly endpoint: string | null;
  readonly logGroup: string | null;
  readonly logStream: string | null;
  readonly session: string | null;
  /** What was missing is of this time; `to` is null while it goes on. */
  readonly from: string;
  readonly to: string | null;
  readonly noticed: string;
  /** When it was healed, or found to be lost. */
  readonly settled: string | null;
  /** Log events, where they could be counted. */
  readonly events: number | null;
  readonly detail: string;
}

/** How a log group, or what else is asked, stands; times are ISO 8601. */
export interface CoverageAnswer extends PlaceAnswer {
  readonly what: CoverageOf;
  readonly endpoint: string | null;
  readonly logGroup: string | null;
  /** `wrong` outranks `unknown`: something is known to be lacking, or not to be delivered. */
  readonly verdict: Verdict;
  /** Why it is not `right`. */
  readonly why: readonly string[];
  /** Whether its events are delivered; null where that is no question. */
  readonly filter: FilterOutcome | null;
  /** Names of the filters that hold the slots, where ours is not among them. */
  readonly holders: readonly string[];
  readonly changes: readonly TextChange[];
  /** `/ssm` streams; null where they were not counted. */
  readonly streams: number | null;
  /** The latest event that the service told of, and the latest that is held, to the minute. */
  readonly lastEvent: string | null;
  readonly lastHeld: string | null;
  readonly lagSeconds: number | null;
  readonly completeUpTo: CompleteUpTo | null;
  readonly openGaps: number;
  readonly lostGaps: number;
  /** Unrecognised lines of the last day; 50 stands for more too; null where that is no question. */
  readonly unrecognised: number | null;
}

export type CoverageOf =
  "endpoint" | "session-log-group" | "log-groups" | "sessions" | "failed-deliveries";

export type Verdict = "right" | "wrong" | "unknown";

export interface CountsAnswer {
  readonly days: readonly {
    readonly day: string;
    readonly sessions: number;
    readonly commands: number;
  }[];
  /** More sessions matched than were counted: every number says "at least". */
  readonly atLeast: boolean;
  readonly missing: Missing;
}

/** Somebody was told commands or text. */
export interface AccessAnswer extends Omit<Access, "at"> {
  readonly at: string;
}
