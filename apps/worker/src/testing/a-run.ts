import type { DownloadRun } from '@app/downloads';

/** A run as a worker has it in its hands. */
export function aRun(other: Partial<DownloadRun> = {}): DownloadRun {
  return {
    downloadId: '01890a5d-ac96-774b-bcce-b302099a8057',
    tenantId: 'school',
    requester: 'key:7f000101-0000-4000-8000-000000000001',
    runId: '6f1c9c5e-8f0a-4f0e-9a53-0d4d3c0a1b2c',
    previousRunId: null,
    generation: 1,
    attempt: 0,
    crashCount: 0,
    source: 'direct_link',
    sourceKey: 'url:1',
    variant: 'original',
    url: 'https://videos.example/aula.mp4',
    host: 'videos.example',
    resourceKey: null,
    credentialId: null,
    title: null,
    quality: 'best',
    subtitles: true,
    container: 'mp4',
    correlationId: null,
    incompleteSha256: null,
    progressPercent: 0,
    hostIsProbed: false,
    startedAt: new Date('2026-03-02T12:00:00Z'),
    ...other,
  };
}
