/** Something that goes, and why. */
export interface MaintenanceItem {
  kind: 'download' | 'file' | 'orphan';
  tenantId: string | null;
  /** Id of a download, or the key of a file. */
  name: string;
  title: string | null;
  sizeBytes: number;
  reason: string;
}

export interface MaintenanceReport {
  items?: MaintenanceItem[];
  /** How much of what has no name of its own went, by figure (`security_events`). */
  counts?: Record<string, number>;
  /** Why files without a row stay where they are. */
  refusal?: string | null;
  /** There is more than fits into one slice: run it again. */
  hasMore?: boolean;
  /** What kept something from going, while all else went. */
  errors?: unknown[];
}

export interface MaintenanceOptions {
  /** Only tells what would go. */
  dryRun: boolean;
  signal?: AbortSignal;
}

/** Regular work that keeps the installation small. A run is a slice: it may run twice, and be stopped between slices. */
export abstract class MaintenanceTask {
  abstract run(options: MaintenanceOptions): Promise<MaintenanceReport>;
}
