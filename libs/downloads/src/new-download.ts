/** A row to be. */
export interface NewDownload {
  credential_id: number | null;
  video_id: string | null;
  course_id: string | null;
  coursework_id: string | null;
  source: string;
  source_key: string;
  variant: string;
  url: string;
  host: string;
  resource_key: string | null;
  title: string | null;
  total_bytes: number | null;
}

export interface RequestedBy {
  tenantId: string;
  requester: string;
  batchId: string | null;
  quality: string;
  subtitles: boolean;
  container: string;
  priority: number;
  correlationId: string | null;
}
