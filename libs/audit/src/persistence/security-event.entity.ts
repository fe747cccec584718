import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type ActorKind = 'user' | 'key' | 'system' | 'nobody';

/** Rows are added and, when old, removed; triggers chain them and refuse everything else. No foreign keys: the trail outlives what it names. */
@Entity('security_events')
@Index('security_events_tenant', ['tenantId', 'id'])
@Index('security_events_at', ['at'])
@Index('security_events_seq', ['seq'], { unique: true })
@Check('security_events_outcome', `outcome IN ('ok', 'refused')`)
@Check('security_events_actor_kind', `actor_kind IN ('user', 'key', 'system', 'nobody')`)
export class SecurityEventEntity {
  @PrimaryColumn('uuid', { default: () => 'uuid_v7()' }) id!: string;
  @Column('timestamptz', { default: () => 'now()' }) at!: Date;
  @Column('text', { nullable: true }) tenantId!: string | null;
  @Column('text') actorKind!: ActorKind;
  @Column('text', { nullable: true }) actorId!: string | null;
  @Column('text', { nullable: true }) actorName!: string | null;
  @Column('text', { nullable: true }) onBehalfOf!: string | null;
  @Column('text') action!: string;
  @Column('text', { nullable: true }) subject!: string | null;
  @Column('text') outcome!: 'ok' | 'refused';
  @Column('inet', { nullable: true }) ip!: string | null;
  @Column('text', { nullable: true }) correlationId!: string | null;
  @Column('jsonb', { default: {} }) detail!: Record<string, unknown>;

  /** Without gaps over the whole installation; a trigger sets it. */
  @Column('bigint') seq!: number;

  /** Over the event and the hash of the one before; a trigger sets it. */
  @Column('bytea', { select: false }) hash!: Buffer;
}
