import type { LiveDownload } from '@app/downloads';
import type { ProgressEvent } from '../download-state';

export const RUN = '5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11';
const ID = '01890a5d-ac96-774b-bcce-b302099a8057';

export function liveDownload(of: Partial<LiveDownload> = {}): LiveDownload {
  return {
    id: ID,
    tenantId: 'school',
    requester: 'user:bia',
    status: 'queued',
    phase: null,
    progressPercent: 0,
    downloadedBytes: 0,
    totalBytes: null,
    speed: null,
    etaSeconds: null,
    source: 'youtube',
    sourceKey: 'youtube:dQw4w9WgXcQ',
    url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    title: 'Rick Astley - Never Gonna Give You Up',
    quality: 'best',
    subtitles: true,
    container: 'mp4',
    priority: 0,
    courseId: null,
    courseworkId: null,
    credentialId: null,
    videoId: null,
    batchId: null,
    attempt: 0,
    runAt: new Date(0),
    waitingFor: null,
    errorCode: null,
    errorMessage: null,
    hint: null,
    createdAt: new Date(0),
    startedAt: new Date(1),
    completedAt: null,
    updatedAt: new Date(0),
    file: null,
    runId: null,
    generation: 0,
    ...of,
  };
}

export function progressEvent(of: Partial<ProgressEvent> = {}): ProgressEvent {
  return {
    downloadId: ID,
    tenantId: 'school',
    runId: RUN,
    phase: 'downloading',
    percent: 41,
    downloadedBytes: 410,
    totalBytes: 1000,
    speed: null,
    etaSeconds: null,
    ...of,
  };
}
