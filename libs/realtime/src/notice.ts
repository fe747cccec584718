export const NOTICE_KINDS = ['info', 'maintenance', 'warning'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What an admin tells people, until it ends. */
export interface Notice {
  id: string;
  /** Null: for all tenants. */
  tenantId: string | null;
  kind: NoticeKind;
  message: string;
  createdAt: Date;
  endsAt: Date;
}

/** As a notice is told. */
export function noticeData({ id, tenantId, kind, message, createdAt, endsAt }: Notice) {
  return { id, kind, message, for_all: tenantId === null, created_at: createdAt, ends_at: endsAt };
}
