import type { Schemas } from '../../../api/client';

type Event = Schemas['SecurityEvent'];

/** What an event tells besides who did what: each is shown in its own words. */
export interface EventFacts {
  /** Somebody or something it was done to. */
  subject?: string;
  /** What was changed, by the names of the API. */
  changed: string[];
  /** An address became another. */
  from?: string;
  to?: string;
  /** Of an error. */
  code?: string;
  isLocked: boolean;
  /** The person whose one-time link somebody used. */
  linkMadeBy?: string;
  /** So many of the same were not written down. */
  heldBack: number;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** @param names of the people of the school, by id */
export function factsOf(event: Event, names: ReadonlyMap<string, string>): EventFacts {
  const { detail } = event;
  const changed = Array.isArray(detail.changed) ? detail.changed.flatMap((one) => text(one) ?? []) : [];
  return {
    subject: subjectOf(event, names),
    changed,
    from: text(detail.from),
    to: text(detail.to),
    code: text(detail.code),
    isLocked: detail.locked === true,
    linkMadeBy: names.get(personIn(text(detail.link_made_by))),
    heldBack: typeof detail.held_back === 'number' ? detail.held_back : 0,
  };
}

/** The id in `user:<id>`. */
export function personIn(actor: string | null | undefined): string {
  return (actor ?? '').replace(/^user:/, '');
}

function subjectOf(
  { subject, detail, action }: Event,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const told = text(detail.email) ?? text(detail.username) ?? text(detail.name) ?? text(detail.message);
  const name = subject === null ? undefined : names.get(subject);
  // Ids mean nothing to people; networks and schools are called by theirs.
  const own = /^(address|tenant)\./.test(action) ? (subject ?? undefined) : undefined;
  return name ?? told ?? own;
}
